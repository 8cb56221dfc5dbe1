import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Sqlite from 'better-sqlite3';
import { openLedger } from '../../src-main/db/ledger.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { movableClock } from '../builders/opened-mirror.ts';
import { EditPlan, type PlannedRow } from './edit-plan.ts';

/** What a ledger holds, as the plan tells it; in `open` order first. */
export interface Held {
  readonly rows: readonly PlannedRow[];
  /** Commits, by their journal rows. */
  readonly commits: number;
}

/** Copies a ledger's files, so that judging them does not change them. */
export function copyLedger(path: string, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, basename(path));
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
  return copy;
}

/** Sound in the end, but only by way of recovery. */
export class Recovered extends Error {}

/** Opens a ledger as the product does and answers what it holds. Throws, in words, when it is not sound. */
export function holds(path: string): Held {
  // Judging makes no backup of its own; beside a ledger that was not made yet, one would tell of a loss.
  if (existsSync(path) && !existsSync(`${path}.backup-1`)) writeFileSync(`${path}.backup-1`, '');
  const held = read(path);
  const database = new Sqlite(path);
  const verdict: unknown = database.pragma('integrity_check(1)', { simple: true });
  database.close();
  if (verdict !== 'ok') throw new Error(`integrity_check: ${String(verdict)}`);
  return held;
}

function read(path: string): Held {
  const ledger = openLedger(path, { clock: movableClock(), log: silentLog });
  try {
    const report = ledger.recoveries.unseen();
    if (report !== null) throw new Recovered(`it had to be recovered: ${JSON.stringify(report)}`);
    const verdict = ledger.journal.verify();
    if (!verdict.intact) throw new Error(`the journal breaks at ${verdict.brokenAt}`);
    const row = ({ id, state, held, attempts }: PlannedRow): PlannedRow => ({ id, state, held, attempts });
    const ended = ledger.outbox.ended(1_000_000).map(row);
    return {
      rows: [
        ...ledger.outbox.open().map(row),
        ...ended.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
      ],
      commits: verdict.rows,
    };
  } finally {
    ledger.close();
  }
}

/** What a ledger must hold after 0, 1, 2, … commits of a plan. */
export function rowsAfterEach(seed: number, commits: number): PlannedRow[][] {
  const plan = new EditPlan(seed);
  const all = [plan.rows()];
  while (plan.count < commits) {
    plan.next();
    all.push(plan.rows());
  }
  return all;
}

/**
 * What is wrong with what a ledger holds when `acknowledged` commits were told to have happened; null = nothing. One more
 * may be there: it was committed, and the word of it did not get out.
 */
export function faultIn(
  held: Held,
  wanted: readonly (readonly PlannedRow[])[],
  acknowledged: number,
): string | null {
  if (held.commits < acknowledged) return `${acknowledged - held.commits} acknowledged commits are lost`;
  if (held.commits > acknowledged + 1) return `${held.commits - acknowledged} commits nobody acknowledged`;
  return isDeepStrictEqual(held.rows, wanted[held.commits])
    ? null
    : `after ${held.commits} commits the rows are not those that were saved`;
}

/** A folder for files that are made, judged and thrown away: in memory where the machine has such a place. */
export function scratchFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}
