import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openLedger } from '../../src-main/db/ledger.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { movableClock } from '../builders/opened-mirror.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';
import type { Amount, Failure, Findings } from './arguments.ts';
import * as damage from './damage.ts';
import { EditPlan } from './edit-plan.ts';
import { History, openDamaged, unaccounted } from './judge-damage.ts';
import { copyLedger, rowsAfterEach, scratchFolder } from './judge-ledger.ts';

const kinds: readonly damage.Damage[] = [
  damage.cut,
  damage.garbage,
  damage.flipBits,
  damage.flipBits,
  damage.zeros,
  damage.longer,
];
/** States that share a base. */
const perBase = 500;
/** Commits at the end that damage may take without leaving a trace, where there is no index of the log. */
const untraceable = 2;

interface Tally {
  states: number;
  whole: number;
  recovered: number;
  /** Nothing showed that these ended later: the end was cut off, and the index with it. */
  cutOff: number;
  /** As a torn end looks, at most the last two commits. */
  tornEnd: number;
  keptChanges: number;
  lostChanges: number;
  readonly failures: Failure[];
}

interface Base {
  readonly path: string;
  readonly commits: number;
  readonly history: History;
  readonly wanted: ReturnType<typeof rowsAfterEach>;
}

/** The files as a killed process leaves them: everything, or all since a checkpoint, lies in the log. */
function makeBase(seed: number, folder: string): Base {
  const live = join(folder, 'live', 'ledger.db');
  mkdirSync(join(folder, 'live'), { recursive: true });
  const commits = 30 + (seed % 60);
  const plan = new EditPlan(seed);
  const ledger = openLedger(live, { clock: movableClock(), log: silentLog });
  while (plan.count < commits) ledger.outbox.commit(plan.next());
  const path = copyLedger(live, join(folder, 'killed'));
  ledger.close();
  return { path, commits, history: new History(seed, commits), wanted: rowsAfterEach(seed, commits) };
}

function judge(base: Base, seed: number, folder: string, tally: Tally): void {
  const below = seededNumbers(seed);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'ledger.db');
  const kind = kinds[below(kinds.length)] ?? damage.cut;
  const withIndex = below(2) === 0;
  copyFileSync(base.path, path);
  writeFileSync(`${path}-wal`, kind(readFileSync(`${base.path}-wal`), below));
  if (withIndex) copyFileSync(`${base.path}-shm`, `${path}-shm`);
  const outcome = openDamaged(path);
  const { report, journalRows } = outcome;
  if (report !== null) {
    const fault = unaccounted(outcome, report, base.history);
    if (fault !== null) throw new Error(fault);
    tally.recovered += 1;
    tally.keptChanges += report.changes.kept;
    tally.lostChanges += base.history.ids.length - outcome.rows.length;
    return;
  }
  if (journalRows === null) throw new Error('the journal is broken, without a word');
  const sort = (rows: readonly { readonly id: string }[]) =>
    [...rows].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  if (!isDeepStrictEqual(sort(outcome.rows), sort(base.wanted[journalRows] ?? [])))
    throw new Error(`the rows are not those after ${journalRows} commits`);
  const missing = base.commits - journalRows;
  if (missing === 0) tally.whole += 1;
  else if (withIndex) throw new Error(`${missing} commits are gone, though the index knew of them`);
  else if (kind === damage.cut) tally.cutOff += 1;
  else if (missing <= untraceable) tally.tornEnd += 1;
  else throw new Error(`${missing} commits are gone without a word`);
}

/**
 * Damaged write-ahead logs over a sound database (reliability §2.5): cut, garbage, flipped bits, zeros. Each ends whole,
 * as a state that once was, or recovered with a report. Silent losses are only those that leave no trace: a log that was
 * cut while its index is gone too, or its last two commits without the index.
 */
export function logCampaign({ rounds, from }: Amount): Findings {
  const tally: Tally = {
    states: 0,
    whole: 0,
    recovered: 0,
    cutOff: 0,
    tornEnd: 0,
    keptChanges: 0,
    lostChanges: 0,
    failures: [],
  };
  const place = mkdtempSync(join(scratchFolder(), 'rolebook-wal-'));
  let base: Base | null = null;
  for (let n = 0; n < rounds; n += 1) {
    const seed = from + n;
    const baseSeed = Math.floor(seed / perBase);
    if (base === null || seed % perBase === 0) base = makeBase(baseSeed, join(place, `base-${baseSeed}`));
    tally.states += 1;
    try {
      judge(base, seed, join(place, 'state'), tally);
    } catch (thrown) {
      const words = thrown instanceof Error ? thrown.message : String(thrown);
      tally.failures.push({ seed, what: words });
    }
  }
  rmSync(place, { recursive: true, force: true });
  return { campaign: 'crash:wal', from, ...tally, ok: tally.failures.length === 0 };
}
