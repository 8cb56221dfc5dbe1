import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { RecoveryCause } from '../../src-shared/domain/recovery.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Log } from '../log/log.ts';
import { backUp, backupsOf, isBackupDue } from './backup.ts';
import { type Campaigns, createCampaigns } from './campaigns.ts';
import { createJournal, type Journal } from './journal.ts';
import { journal010 } from './migrations/ledger/010-journal.ts';
import { syncRuns020 } from './migrations/ledger/020-sync-runs.ts';
import { outbox030 } from './migrations/ledger/030-outbox.ts';
import { runKinds040 } from './migrations/ledger/040-run-kinds.ts';
import { recoveries050 } from './migrations/ledger/050-recoveries.ts';
import { unhanded060 } from './migrations/ledger/060-unhanded.ts';
import { campaigns070 } from './migrations/ledger/070-campaigns.ts';
import { unhandedKeys080 } from './migrations/ledger/080-unhanded-keys.ts';
import { outboxLive090 } from './migrations/ledger/090-outbox-live.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import { type DatabaseKind, openDatabase } from './open.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { syncFolder, syncToDisk } from './private-files.ts';
import { storageFailure } from './sqlite-failure.ts';
import { createRecoveries, type Recoveries } from './recoveries.ts';
import { bytesOf, pageSize } from './recovery/found-rows.ts';
import { readLedgerRows } from './recovery/ledger-rows.ts';
import { finishRecovery, recoverLedger } from './recovery/recover-ledger.ts';
import { isLogSpoilt } from './recovery/write-ahead-log.ts';
import { createSyncRuns, type SyncRuns } from './sync-runs.ts';
import { createUnhanded, type Unhanded } from './unhanded.ts';
import { watched } from './watched.ts';

/** All steps of the ledger's schema, oldest first. */
export const ledgerMigrations: readonly Migration[] = [
  journal010,
  syncRuns020,
  outbox030,
  runKinds040,
  recoveries050,
  unhanded060,
  campaigns070,
  unhandedKeys080,
  outboxLive090,
];

/** `RLBL` in the header of each ledger. */
export const ledgerApplicationId = 0x524c424c;

/** What cannot be downloaded again (design §4). Its writes are tiny and happen on the caller's thread. */
export interface Ledger {
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly syncRuns: SyncRuns;
  readonly recoveries: Recoveries;
  /** Secrets that came and were not handed over. */
  readonly unhanded: Unhanded;
  /** Reviews, and what happened in them. */
  readonly campaigns: Campaigns;
  /** Keeps a checked copy when the newest one is a day old; never of a ledger that is not sound. Never throws. */
  backUpIfDue(): void;
  /** Backs up if that is due, and closes. */
  close(): void;
}

/** What opening a ledger needs. */
export interface LedgerDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** The file was found damaged while in use; it is mended when the ledger is opened the next time. */
  readonly onDamage?: () => void;
}

/**
 * Makes a ledger under another name and gives it its own when it is whole, so that an empty file under that name is
 * never one that was just begun.
 */
function makeLedger(path: string): void {
  const fresh = `${path}.new-${process.pid}`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(fresh + suffix, { force: true });
  openDatabase(fresh, ledgerKindOf(fresh)).close();
  syncToDisk(fresh);
  // Another process may have been faster; its ledger counts.
  if (existsSync(path)) rmSync(fresh);
  else renameSync(fresh, path);
  syncFolder(dirname(path));
}

/**
 * 16 MB of write-ahead log at the most. A commit that brings the log into the file takes twice as long as others, and rows of
 * changes on their way are written several times soon after each other: so the last word of each goes into the file once.
 */
export const logPages = 4000;

/** How the ledger at a path is opened. */
export const ledgerKindOf = (path: string): DatabaseKind => ({
  applicationId: ledgerApplicationId,
  logPages,
  migrations: ledgerMigrations,
  beforeMigrating: (database) => backUp(database, path),
});

const magic = 'SQLite format 3';

/** Whether the head asks for a newer SQLite to write; ours never does, and SQLite would only notice at the first write. */
function isHeadReadOnly(path: string): boolean {
  const head = Buffer.alloc(20);
  const file = openSync(path, 'r');
  try {
    return (
      readSync(file, head) === head.length && head.toString('latin1', 0, 15) === magic && (head[18] ?? 0) > 2
    );
  } finally {
    closeSync(file);
  }
}

/** Whether something lies there that is never made before the ledger is: its log, its backups, the mirror beside it. */
const wasThere = (path: string): boolean =>
  existsSync(`${path}-wal`) || backupsOf(path).length > 0 || existsSync(join(dirname(path), 'mirror.db'));

/** What is wrong with the files before SQLite has seen them; null = nothing that shows from outside. */
function damageFromOutside(path: string): RecoveryCause | null {
  if (!existsSync(path)) return wasThere(path) ? 'missing' : null;
  if (statSync(path).size === 0) return 'empty';
  if (isHeadReadOnly(path)) return 'damaged';
  const spoilt = isLogSpoilt(bytesOf(`${path}-wal`), bytesOf(`${path}-shm`), pageSize);
  return spoilt ? 'log-damaged' : null;
}

/** What kind of damage an error of opening speaks of; null = none, so that nothing is to be recovered. */
function damageIn(thrown: unknown, path: string): RecoveryCause | null {
  if (!(thrown instanceof RolebookError)) return null;
  const { reason } = thrown.body;
  // A spoilt head can look like that of another program; the rows tell whose it is.
  if (reason === 'foreign-database') return holdsRows(path) ? 'damaged' : null;
  if (reason !== 'database-damaged') return null;
  const code = thrown.cause instanceof Sqlite.SqliteError ? thrown.cause.code : '';
  if (code === 'SQLITE_NOTADB') return 'not-a-database';
  return code.startsWith('SQLITE_IOERR') ? 'unreadable' : 'damaged';
}

function holdsRows(path: string): boolean {
  const { changes, journal } = readLedgerRows(path);
  return changes.size + journal.size > 0;
}

/**
 * Opens a file that is there and checks all of it: only integrity_check compares an index with its table, and a change that
 * an index has lost would never be sent and never be missed.
 */
function openExisting(path: string, deps: LedgerDeps): Ledger {
  const database = openDatabase(path, ledgerKindOf(path));
  try {
    checkAll(database);
    const journal = createJournal(database, deps.clock);
    const onDamage = (): void => {
      deps.log.error('ledger.damaged');
      deps.onDamage?.();
    };
    const outbox = createOutbox(database, { clock: deps.clock, journal, onDamage });
    const isSound = (): boolean => outbox.damaged().length === 0;
    if (!isSound()) throw new ChangesDamaged();
    const backUpIfDue = (): void => {
      try {
        if (isBackupDue(path, deps.clock.now()) && isSound()) backUp(database, path);
      } catch (thrown) {
        deps.log.warn('ledger.backup-failed', { reason: storageFailure(thrown).body.reason });
      }
    };
    return {
      journal: watched(journal, onDamage),
      outbox,
      syncRuns: watched(createSyncRuns(database), onDamage),
      recoveries: watched(createRecoveries(database, deps.clock), onDamage),
      unhanded: watched(createUnhanded(database), onDamage),
      campaigns: watched(createCampaigns(database, deps.clock, journal), onDamage),
      backUpIfDue,
      close() {
        if (!database.open) return;
        backUpIfDue();
        database.close();
      },
    };
  } catch (thrown) {
    database.close();
    if (thrown instanceof ChangesDamaged) throw thrown;
    throw storageFailure(thrown);
  }
}

const damage = (words: string): Error => new Sqlite.SqliteError(words, 'SQLITE_CORRUPT');

/** Tables, indexes and triggers, word for word. */
const schemaOf = (database: Database): string =>
  JSON.stringify(
    database
      .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
      .raw()
      .all(),
  );

/**
 * What opening does not see: an index that lacks rows, a trigger with another word in it.
 * Throws what SQLite throws for a damaged file.
 */
function checkAll(database: Database): void {
  if (database.pragma('integrity_check(1)', { simple: true }) !== 'ok')
    throw damage('integrity_check found damage');
  const model = new Sqlite(':memory:');
  migrate(model, ledgerMigrations);
  const wanted = schemaOf(model);
  model.close();
  if (schemaOf(database) !== wanted) throw damage('the schema is not what the migrations made');
}

/** The file is sound, but changes in it do not fit their checksums. */
class ChangesDamaged extends Error {}

/**
 * Opens (or makes) the ledger. A damaged one is recovered at once, row by row and from its backups, and the damaged files
 * are kept aside; what was kept lies in `recoveries`. Throws `storage` RolebookErrors for what is no damage: a newer
 * edition's file, another program's file, a full disk, a folder that is closed to us; then nothing was touched.
 */
export function openLedger(path: string, deps: LedgerDeps): Ledger {
  const recover = (cause: RecoveryCause): Ledger => {
    const report = recoverLedger(path, cause, {
      clock: deps.clock,
      make: (fresh) => openDatabase(fresh, ledgerKindOf(fresh)),
    });
    const lost = report.changes.lost.length + report.journal.lost.length > 0;
    deps.log.error('ledger.recovered', { cause, kept: report.changes.kept, lost });
    return openExisting(path, deps);
  };
  try {
    finishRecovery(path);
    const cause = damageFromOutside(path);
    if (cause !== null) return recover(cause);
    if (!existsSync(path)) makeLedger(path);
    try {
      return openExisting(path, deps);
    } catch (thrown) {
      const found = thrown instanceof ChangesDamaged ? 'changes-damaged' : damageIn(thrown, path);
      if (found === null) throw thrown;
      return recover(found);
    }
  } catch (thrown) {
    throw storageFailure(thrown);
  }
}
