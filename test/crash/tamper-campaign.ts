import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { createJournal } from '../../src-main/db/journal.ts';
import { ledgerMigrations } from '../../src-main/db/ledger.ts';
import { migrate } from '../../src-main/db/migrate.ts';
import { movableClock } from '../builders/opened-mirror.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';
import type { Amount, Failure, Findings } from './arguments.ts';

/** Rows of the journal that is tampered with. */
const length = 60;
const texts = ['time', 'actor', 'verb', 'object', 'detail', 'previous_hash', 'hash'] as const;

type Numbers = (bound: number) => number;

/** One way to tamper: does it, and says what was done. */
type Tampering = (database: Database, number: Numbers) => string;

const anyRow = (number: Numbers): number => 1 + number(length);

function changeText(database: Database, number: Numbers): string {
  const column = texts[number(texts.length)] ?? 'object';
  const seq = anyRow(number);
  const before =
    database.prepare<[number], string>(`SELECT ${column} FROM journal WHERE seq = ?`).pluck().get(seq) ?? '';
  const at = column === 'detail' ? before.lastIndexOf('"') - 1 : number(before.length);
  const old = before.charAt(at);
  const next = old === 'a' ? 'b' : 'a';
  database
    .prepare(`UPDATE journal SET ${column} = ? WHERE seq = ?`)
    .run(`${before.slice(0, at)}${next}${before.slice(at + 1)}`, seq);
  return `letter ${at} of ${column} in row ${seq}`;
}

function takeOut(database: Database, number: Numbers): string {
  const seq = 1 + number(length - 1);
  database.prepare('DELETE FROM journal WHERE seq = ?').run(seq);
  return `row ${seq} taken out`;
}

function takeOutAndCloseUp(database: Database, number: Numbers): string {
  const seq = 1 + number(length - 1);
  database.prepare('DELETE FROM journal WHERE seq = ?').run(seq);
  for (let next = seq + 1; next <= length; next += 1) {
    database.prepare('UPDATE journal SET seq = seq - 1 WHERE seq = ?').run(next);
  }
  return `row ${seq} taken out, the others moved up`;
}

function swap(database: Database, number: Numbers): string {
  const one = 1 + number(length - 1);
  const other = one + 1 + number(length - one);
  const exchange = database.prepare('UPDATE journal SET seq = ? WHERE seq = ?');
  exchange.run(-1, one);
  exchange.run(one, other);
  exchange.run(other, -1);
  return `rows ${one} and ${other} swapped`;
}

function putIn(database: Database, number: Numbers): string {
  const like = anyRow(number);
  database
    .prepare(
      `INSERT INTO journal SELECT ?, time, actor, verb, 'eve@example.com', detail, previous_hash, hash FROM journal WHERE seq = ?`,
    )
    .run(length + 1, like);
  return `a row like ${like} put behind the last`;
}

/** Whoever knows how the chain is made forges a row with a hash that fits it, but not the one after it. */
function forge(database: Database, number: Numbers): string {
  const seq = 1 + number(length - 1);
  const spare = new Sqlite(':memory:');
  migrate(spare, ledgerMigrations);
  const forged = createJournal(spare, movableClock()).append({
    actor: 'eve@example.com',
    verb: 'user.create',
    object: 'eve@example.com',
    detail: { result: 'done' },
  });
  spare.close();
  database
    .prepare('UPDATE journal SET actor = ?, object = ?, hash = ? WHERE seq = ?')
    .run(forged.actor, forged.object, forged.hash, seq);
  return `row ${seq} forged with a hash of its own`;
}

function cutEnd(database: Database, number: Numbers): string {
  const from = 2 + number(length - 1);
  database.prepare('DELETE FROM journal WHERE seq >= ?').run(from);
  return `rows from ${from} on cut off`;
}

const tamperings: readonly Tampering[] = [
  changeText,
  changeText,
  changeText,
  takeOut,
  takeOutAndCloseUp,
  swap,
  putIn,
  forge,
  cutEnd,
];

/**
 * Tampers with a journal in seeded ways and proves it: each must be noticed. Rows cut off the end leave a chain that
 * holds; they are noticed by the last hash that somebody kept.
 */
export function tamperCampaign({ rounds, from }: Amount): Findings {
  const clock = movableClock();
  const database = new Sqlite(':memory:');
  migrate(database, ledgerMigrations);
  const journal = createJournal(database, clock);
  for (let at = 1; at <= length; at += 1) {
    journal.append({
      actor: `admin${at % 3}@example.com`,
      verb: at % 2 === 0 ? 'user.create' : 'rule.create',
      object: `user${at}@example.com`,
      detail: { act: `act-${at}`, result: at % 2 === 0 ? 'done' : 'saved' },
    });
  }
  database.exec('DROP TRIGGER journal_never_changes; DROP TRIGGER journal_never_shrinks;');
  const untouched = journal.verify();
  const failures: Failure[] = untouched.intact
    ? []
    : [{ seed: 0, what: 'the untouched journal is not intact' }];
  const lastHash = untouched.intact ? untouched.lastHash : '';
  let detected = 0;
  for (let seed = from; seed < from + rounds; seed += 1) {
    const number = seededNumbers(seed);
    const tamper = tamperings[number(tamperings.length)] ?? changeText;
    database.exec('SAVEPOINT untouched');
    const what = tamper(database, number);
    const verdict = journal.verify();
    if (!verdict.intact || verdict.lastHash !== lastHash) detected += 1;
    else failures.push({ seed, what: `not noticed: ${what}` });
    database.exec('ROLLBACK TO untouched; RELEASE untouched');
  }
  const after = journal.verify();
  if (!after.intact || after.lastHash !== lastHash)
    failures.push({ seed: 0, what: 'the rounds left traces' });
  database.close();
  return {
    campaign: 'tamper',
    from,
    tamperings: rounds,
    detected,
    ok: failures.length === 0 && detected === rounds,
    failures,
  };
}
