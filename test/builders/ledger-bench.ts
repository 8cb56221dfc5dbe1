import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Ledger, openLedger } from '../../src-main/db/ledger.ts';
import type { ChangePatch, ChangeStep } from '../../src-main/db/outbox.ts';
import { silentLog } from '../../src-main/log/log.ts';
import type { Change, ChangeState } from '../../src-shared/domain/change.ts';
import { movableClock, temporaryFolder } from './opened-mirror.ts';

/** A ledger in a folder of its own. */
export interface LedgerBench {
  readonly path: string;
  readonly clock: ReturnType<typeof movableClock>;
  ledger: Ledger;
  /** Closes and opens again. */
  again(): void;
}

/** Opens one; what `onEnd` gets is to be called in reverse order. */
export function ledgerBench(onEnd: (work: () => void) => void): LedgerBench {
  const folder = temporaryFolder(onEnd);
  const path = join(folder, 'ledger.db');
  const clock = movableClock();
  const open = () => openLedger(path, { clock, log: silentLog });
  const made: LedgerBench = {
    path,
    clock,
    ledger: open(),
    again() {
      made.ledger.close();
      made.ledger = open();
    },
  };
  onEnd(() => made.ledger.close());
  return made;
}

/** Another program at the file, without our triggers' protection where it asks for that. */
export function tamper(path: string, sql: string): void {
  const beside = new Sqlite(path);
  beside.exec(sql);
  beside.close();
}

/** The names of changes. */
export const ids = (changes: readonly Change[]): string[] => changes.map(({ id }) => id);

/** A step from one state. */
export const step = (id: string, from: ChangeState, patch: ChangePatch): ChangeStep => ({
  id,
  from: [from],
  patch,
});
