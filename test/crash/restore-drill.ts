import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Ledger, openLedger } from '../../src-main/db/ledger.ts';
import { silentLog } from '../../src-main/log/log.ts';
import type { SyncRun } from '../../src-shared/domain/sync-state.ts';
import { ledgerReport } from '../builders/ledger-report.ts';
import { movableClock } from '../builders/opened-mirror.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';
import type { Amount, Failure, Findings } from './arguments.ts';
import { EditPlan } from './edit-plan.ts';
import { scratchFolder } from './judge-ledger.ts';

const deps = { clock: movableClock(), log: silentLog };

const aRun = (n: number): SyncRun => ({
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: '2026-01-01T00:00:09.000Z',
  outcome: 'complete',
  rows: n,
  requests: 3,
  bytes: 999,
  added: 0,
  changed: n,
  removed: 0,
  error: null,
  held: null,
});

/** All that a ledger holds. */
const contentOf = (ledger: Ledger) => ({
  open: ledger.outbox.open(),
  ended: ledger.outbox.ended(1_000_000),
  journal: ledger.journal.list(1_000_000),
  chain: ledger.journal.verify(),
  runs: ledger.syncRuns.list(1_000_000),
});

function openThen<T>(path: string, work: (ledger: Ledger) => T): T {
  const ledger = openLedger(path, deps);
  try {
    return work(ledger);
  } finally {
    ledger.close();
  }
}

function drill(seed: number, folder: string): number {
  const below = seededNumbers(seed);
  const path = join(folder, 'profile', 'ledger.db');
  const before = openThen(path, (ledger) => {
    const plan = new EditPlan(seed);
    for (let n = 20 + below(100); n > 0; n -= 1) ledger.outbox.commit(plan.next());
    for (let n = below(5); n > 0; n -= 1) ledger.syncRuns.add(aRun(n), n % 2 === 0 ? 'push' : 'delta');
    return contentOf(ledger);
  });
  // Closing made the backup; the profile with the ledger itself is lost.
  const restored = join(folder, 'restored', 'ledger.db');
  mkdirSync(join(folder, 'restored'));
  copyFileSync(`${path}.backup-1`, restored);
  if (!isDeepStrictEqual(openThen(restored, contentOf), before))
    throw new Error('put in place as it is, the backup is not equal to the ledger');

  const found = join(folder, 'found', 'ledger.db');
  mkdirSync(join(folder, 'found'));
  copyFileSync(`${path}.backup-1`, `${found}.backup-1`);
  openThen(found, (ledger) => {
    const after = contentOf(ledger);
    const report = ledgerReport(ledger.recoveries.unseen());
    const settled = <T extends { held: boolean; error: unknown }>(changes: readonly T[]) =>
      changes.map((change) => ({ ...change, held: true, error: null }));
    if (
      report?.cause !== 'missing' ||
      !isDeepStrictEqual(settled(after.open), settled(before.open)) ||
      !isDeepStrictEqual(after.ended, before.ended) ||
      !isDeepStrictEqual(after.journal.slice(1), before.journal) ||
      !isDeepStrictEqual(after.runs, before.runs)
    )
      throw new Error('found beside a missing ledger, the backup is not equal to it');
    if (!after.open.every(({ held }) => held)) throw new Error('a change from a backup would send itself');
  });
  return before.open.length + before.ended.length;
}

/**
 * Backup, new profile, equal (scoreboard B-9): a ledger is made, closed and lost; its backup is put in its place by hand, and
 * in another profile found by the product itself. Both must tell what the lost one told.
 */
export function restoreDrill({ rounds, from }: Amount): Findings {
  const failures: Failure[] = [];
  let changes = 0;
  for (let n = 0; n < rounds; n += 1) {
    const seed = from + n;
    const folder = mkdtempSync(join(scratchFolder(), 'rolebook-drill-'));
    try {
      changes += drill(seed, folder);
    } catch (thrown) {
      failures.push({ seed, what: thrown instanceof Error ? thrown.message : String(thrown) });
    }
    rmSync(folder, { recursive: true, force: true });
  }
  return { campaign: 'drill:restore', from, rounds, changes, failures, ok: failures.length === 0 };
}
