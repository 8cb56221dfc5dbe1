import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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
import { scratchFolder } from './judge-ledger.ts';

const kinds: readonly damage.Damage[] = [
  damage.flipBits,
  damage.flipBits,
  damage.flipHead,
  damage.garbage,
  damage.zeros,
  damage.swapPages,
  damage.cut,
  damage.cutPages,
  damage.longer,
  damage.replaced,
];
/** Files that share a base. */
const perBase = 50;

interface Tally {
  files: number;
  unharmed: number;
  recovered: number;
  keptChanges: number;
  fromBackup: number;
  lostChanges: number;
  readonly failures: Failure[];
}

interface Base {
  readonly path: string;
  readonly history: History;
  readonly rows: ReturnType<EditPlan['rows']>;
}

/** A ledger that was closed in order, with a backup from when it was half as full. */
function makeBase(seed: number, folder: string): Base {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'ledger.db');
  const deps = { clock: movableClock(), log: silentLog };
  const commits = 40 + (seed % 80);
  const plan = new EditPlan(seed);
  for (const until of [Math.floor(commits / 2), commits]) {
    const ledger = openLedger(path, deps);
    while (plan.count < until) ledger.outbox.commit(plan.next());
    ledger.close();
  }
  return { path, history: new History(seed, commits), rows: plan.rows() };
}

function judge(base: Base, seed: number, folder: string, tally: Tally): void {
  const below = seededNumbers(seed);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'ledger.db');
  const kind = kinds[below(kinds.length)] ?? damage.flipBits;
  writeFileSync(path, kind(readFileSync(base.path), below));
  if (below(2) === 0 && existsSync(`${base.path}.backup-1`))
    copyFileSync(`${base.path}.backup-1`, `${path}.backup-1`);
  const outcome = openDamaged(path);
  const { report } = outcome;
  if (report === null) {
    const sorted = [...outcome.rows].toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const wanted = [...base.rows].toSorted((one, other) => (one.id < other.id ? -1 : 1));
    if (!isDeepStrictEqual(sorted, wanted)) throw new Error('rows are missing or changed, without a word');
    tally.unharmed += 1;
    return;
  }
  const fault = unaccounted(outcome, report, base.history);
  if (fault !== null) throw new Error(fault);
  if (report.keptIn === null || !existsSync(join(report.keptIn, 'ledger.db')))
    throw new Error('the damaged file was not kept');
  tally.recovered += 1;
  tally.keptChanges += report.changes.kept;
  tally.fromBackup += report.changes.fromBackup;
  tally.lostChanges += base.history.ids.length - outcome.rows.length;
}

/**
 * Damaged ledgers (reliability §2.5): each is opened as the product does and ends unharmed, or recovered with a report
 * that accounts for every change that any of its pages still names. Never a crash, never a row that was never so, never
 * a silent loss, and the damaged file is kept.
 */
export function corruptCampaign({ rounds, from }: Amount): Findings {
  const tally: Tally = {
    files: 0,
    unharmed: 0,
    recovered: 0,
    keptChanges: 0,
    fromBackup: 0,
    lostChanges: 0,
    failures: [],
  };
  const place = mkdtempSync(join(scratchFolder(), 'rolebook-corrupt-'));
  let base: Base | null = null;
  for (let n = 0; n < rounds; n += 1) {
    const seed = from + n;
    if (base === null || seed % perBase === 0)
      base = makeBase(Math.floor(seed / perBase), join(place, `base-${Math.floor(seed / perBase)}`));
    tally.files += 1;
    try {
      judge(base, seed, join(place, 'state'), tally);
    } catch (thrown) {
      const words = thrown instanceof Error ? thrown.message : String(thrown);
      tally.failures.push({ seed, what: words });
    }
  }
  rmSync(place, { recursive: true, force: true });
  return { campaign: 'crash:corrupt', from, ...tally, ok: tally.failures.length === 0 };
}
