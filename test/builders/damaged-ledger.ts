import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openLedger } from '../../src-main/db/ledger.ts';
import { silentLog } from '../../src-main/log/log.ts';
import type { RecoveryReport } from '../../src-shared/domain/recovery.ts';
import { aChange } from './changes.ts';
import type { LedgerBench } from './ledger-bench.ts';
import { ledgerReport } from './ledger-report.ts';

/** Saves changes, each with a journal row of its own. */
export function save(b: LedgerBench, from: number, to: number): void {
  for (let n = from; n <= to; n += 1) {
    const entry = { actor: 'admin@example.com', verb: 'change.save', object: `change-${n}`, detail: { n } };
    b.ledger.outbox.commit({ add: [aChange(n)], journal: [entry] });
  }
}

/** The files as a killed process leaves them, in a folder of their own; `again` opens them. */
export function asKilled(b: LedgerBench, onEnd: (work: () => void) => void): LedgerBench {
  const path = join(dirname(b.path), 'killed', 'ledger.db');
  mkdirSync(dirname(path));
  for (const suffix of ['', '-wal', '-shm']) copyFileSync(b.path + suffix, path + suffix);
  const copy: LedgerBench = { ...b, path, again: () => {} };
  copy.again = () => {
    copy.ledger = openLedger(path, { clock: b.clock, log: silentLog });
    onEnd(() => copy.ledger.close());
  };
  return copy;
}

/** Rewrites a file. */
export function alter(path: string, how: (bytes: Buffer) => Buffer): Buffer {
  const bytes = how(Buffer.from(readFileSync(path)));
  writeFileSync(path, bytes);
  return bytes;
}

/** What the user is told; throws when it is nothing. */
export function unseen(b: LedgerBench): RecoveryReport {
  const report = ledgerReport(b.ledger.recoveries.unseen());
  if (report === null) throw new Error('nothing was reported');
  return report;
}
