import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';
import type { Log } from '../log/log.ts';
import { backUp } from './backup.ts';
import { copyAside } from './damaged.ts';
import { createJournal, type Journal } from './journal.ts';
import { journal010 } from './migrations/ledger/010-journal.ts';
import { syncRuns020 } from './migrations/ledger/020-sync-runs.ts';
import { outbox030 } from './migrations/ledger/030-outbox.ts';
import { runKinds040 } from './migrations/ledger/040-run-kinds.ts';
import { recoveries050 } from './migrations/ledger/050-recoveries.ts';
import type { Migration } from './migration.ts';
import { type DatabaseKind, openDatabase } from './open.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { syncFolder, syncToDisk } from './private-files.ts';
import { storageFailure } from './sqlite-failure.ts';
import { createRecoveries, type Recoveries } from './recoveries.ts';
import { createSyncRuns, type SyncRuns } from './sync-runs.ts';

/** All steps of the ledger's schema, oldest first. */
export const ledgerMigrations: readonly Migration[] = [
  journal010,
  syncRuns020,
  outbox030,
  runKinds040,
  recoveries050,
];

/** `RLBL` in the header of each ledger. */
export const ledgerApplicationId = 0x524c424c;

/** What cannot be downloaded again (design §4). Its writes are tiny and happen on the caller's thread. */
export interface Ledger {
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly syncRuns: SyncRuns;
  readonly recoveries: Recoveries;
  close(): void;
}

/**
 * Makes a ledger under another name and gives it its own when it is whole, so that an empty file under that name is
 * never one that was just begun.
 */
function makeLedger(path: string, kind: DatabaseKind): void {
  const fresh = `${path}.new-${process.pid}`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(fresh + suffix, { force: true });
  openDatabase(fresh, kind).close();
  syncToDisk(fresh);
  // Another process may have been faster; its ledger counts.
  if (existsSync(path)) rmSync(fresh);
  else renameSync(fresh, path);
  syncFolder(dirname(path));
}

/** A ledger has at least a header; a file cut to nothing is one that lost all it held. */
function refuseEmpty(path: string): void {
  if (statSync(path).size === 0)
    throw storageFailure(new Sqlite.SqliteError('the file is empty', 'SQLITE_NOTADB'));
}

/**
 * Opens (or makes) the ledger. A damaged one is copied to `damaged/<time>/`, once, stays where it is, and is reported as
 * `ledger-damaged`: it is never replaced by an empty one. Other troubles are `storage` RolebookErrors too.
 */
export function openLedger(path: string, deps: { readonly clock: Clock; readonly log: Log }): Ledger {
  const kind: DatabaseKind = {
    applicationId: ledgerApplicationId,
    migrations: ledgerMigrations,
    beforeMigrating: (database) => backUp(database, path),
  };
  try {
    if (existsSync(path)) refuseEmpty(path);
    else makeLedger(path, kind);
    const database = openDatabase(path, kind);
    const journal = createJournal(database, deps.clock);
    return {
      journal,
      outbox: createOutbox(database, { clock: deps.clock, journal }),
      syncRuns: createSyncRuns(database),
      recoveries: createRecoveries(database, deps.clock),
      close: () => void database.close(),
    };
  } catch (thrown) {
    const failure = storageFailure(thrown);
    if (failure.body.reason !== 'database-damaged') throw failure;
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
