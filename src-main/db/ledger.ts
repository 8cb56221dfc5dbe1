import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';
import type { Log } from '../log/log.ts';
import { backUp } from './backup.ts';
import { copyAside } from './damaged.ts';
import { createJournal, type Journal } from './journal.ts';
import { journal010 } from './migrations/ledger/010-journal.ts';
import { syncRuns020 } from './migrations/ledger/020-sync-runs.ts';
import type { Migration } from './migration.ts';
import { type DatabaseKind, openDatabase } from './open.ts';
import { createSyncRuns, type SyncRuns } from './sync-runs.ts';

/** All steps of the ledger's schema, oldest first. */
export const ledgerMigrations: readonly Migration[] = [journal010, syncRuns020];

/** `RLBL` in the header of each ledger. */
export const ledgerApplicationId = 0x524c424c;

/** What cannot be downloaded again (design §4). Its writes are tiny and happen on the caller's thread. */
export interface Ledger {
  readonly journal: Journal;
  readonly syncRuns: SyncRuns;
  close(): void;
}

/**
 * Opens (or makes) the ledger. A damaged one is copied to `damaged/<time>/`, stays where it is, and is reported as
 * `ledger-damaged`: it is never replaced by an empty one. Other troubles are `storage` RolebookErrors too.
 */
export function openLedger(path: string, deps: { readonly clock: Clock; readonly log: Log }): Ledger {
  const kind: DatabaseKind = {
    applicationId: ledgerApplicationId,
    migrations: ledgerMigrations,
    beforeMigrating: (database) => backUp(database, path),
  };
  try {
    const database = openDatabase(path, kind);
    return {
      journal: createJournal(database, deps.clock),
      syncRuns: createSyncRuns(database),
      close: () => void database.close(),
    };
  } catch (thrown) {
    if (!(thrown instanceof RolebookError) || thrown.body.reason !== 'database-damaged') throw thrown;
    copyAside(path, timestamp(deps.clock));
    deps.log.error('ledger.damaged');
    throw new RolebookError(
      {
        kind: 'storage',
        origin: 'db',
        reason: 'ledger-damaged',
        message: 'The record of what was done here is damaged. A copy was kept.',
        hint: 'Restore the newest backup beside it, or ask for help with the copy in the folder "damaged".',
      },
      { cause: thrown },
    );
  }
}
