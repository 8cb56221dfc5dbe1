import Sqlite, { type Database } from 'better-sqlite3';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { isVersionImpossible, migrate, pendingMigrations, refuseFuture, schemaVersion } from './migrate.ts';
import type { Migration } from './migration.ts';
import { distrust, durable, requirePragmas } from './pragmas.ts';
import { ensurePrivateFile } from './private-files.ts';
import { storageFailure } from './sqlite-failure.ts';

/** What a database file of ours is. */
export interface DatabaseKind {
  /** Our 32-bit tag in the file's header, checked before anything else. */
  readonly applicationId: number;
  readonly migrations: readonly Migration[];
  /** Called before migrations change a file that holds something. */
  readonly beforeMigrating?: (database: Database) => void;
  /** Pages in the write-ahead log at which a commit brings them into the file itself; SQLite's own 1,000 where it is not said. */
  readonly logPages?: number;
}

function foreign(): RolebookError {
  return new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'foreign-database',
    message: 'A file in the place of a Rolebook database belongs to something else.',
    hint: 'Move that file away. Rolebook did not touch it.',
  });
}

const damage = (words: string): Error => new Sqlite.SqliteError(words, 'SQLITE_CORRUPT');

function checkOwner(database: Database, applicationId: number): void {
  const found = Number(database.pragma('application_id', { simple: true }));
  if (found === applicationId) return;
  const objects = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (found !== 0 || objects !== 0 || schemaVersion(database) !== 0) throw foreign();
  database.pragma(`application_id = ${applicationId}`);
}

function checkHealth(database: Database): void {
  const verdict: unknown = database.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw damage('quick_check found damage');
}

/**
 * Checks all of an open database, indexes against their tables too, which a quick check leaves out. Where it finds damage it
 * closes the database and throws `database-damaged`.
 */
export function checkEverything(database: Database): void {
  try {
    const verdict: unknown = database.pragma('integrity_check(1)', { simple: true });
    if (verdict !== 'ok') throw damage('integrity_check found damage');
  } catch (thrown) {
    database.close();
    throw storageFailure(thrown);
  }
}

/**
 * Opens a database by the rules of reliability §2.1: private file, distrust first, our tag and no newer version,
 * quick_check, every pragma set and read back, migrations. Throws `storage` RolebookErrors; one with reason
 * `database-damaged` means that the file has to be set aside. A file that this program wrote and brought to disk a moment
 * ago needs no check of its pages.
 */
export function openDatabase(
  path: string,
  kind: DatabaseKind,
  justWritten: 'just-written' | 'unknown' = 'unknown',
): Database {
  let database: Database | undefined;
  try {
    ensurePrivateFile(path);
    database = new Sqlite(path);
    requirePragmas(database, distrust);
    checkOwner(database, kind.applicationId);
    const version = schemaVersion(database);
    if (isVersionImpossible(database, kind.migrations, version))
      throw damage('the schema has no such version');
    refuseFuture(kind.migrations, version);
    if (justWritten === 'unknown') checkHealth(database);
    requirePragmas(database, durable(process.platform));
    if (kind.logPages !== undefined)
      requirePragmas(database, [
        { name: 'wal_autocheckpoint', set: String(kind.logPages), reads: kind.logPages },
      ]);
    if (pendingMigrations(kind.migrations, version).length > 0) {
      if (version > 0) kind.beforeMigrating?.(database);
      migrate(database, kind.migrations);
    }
    return database;
  } catch (thrown) {
    database?.close();
    // None of our statements is wrong in itself: a head or a schema that SQLite makes no sense of is a spoilt one.
    const senseless = thrown instanceof Sqlite.SqliteError && thrown.code === 'SQLITE_ERROR';
    throw storageFailure(senseless ? damage(thrown.message) : thrown);
  }
}
