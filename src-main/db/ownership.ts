import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { ensurePrivateFolder } from './private-files.ts';
import { storageFailure } from './sqlite-failure.ts';

function elsewhere(): RolebookError {
  return new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'tenant-open-elsewhere',
    retryable: true,
    message: 'Another Rolebook has this tenant open.',
    hint: 'Use that one, or close it and try again.',
  });
}

/** Makes the file for the owner's eyes only. One that is there is left alone: closing it here would drop its lock. */
function makeFile(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
  }
}

function lock(path: string): Database {
  makeFile(path);
  const database = new Sqlite(path, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

const hasCode = (thrown: unknown, code: string): boolean =>
  thrown instanceof Sqlite.SqliteError && thrown.code.startsWith(code);

/**
 * Takes a tenant's folder for this process, window or terminal, which only one may have: two would send the same changes
 * (I2). It is the operating system's lock on `owner.lock`, taken the way SQLite takes it, so it ends with the process
 * however that ends. Answers how to give it back; throws the retryable `tenant-open-elsewhere` while another has it.
 */
export function takeOwnership(folder: string): () => void {
  const path = join(folder, 'owner.lock');
  try {
    ensurePrivateFolder(folder);
    let database: Database;
    try {
      database = lock(path);
    } catch (thrown) {
      // Whatever is written there is not ours, and nobody can have locked it.
      if (!hasCode(thrown, 'SQLITE_NOTADB')) throw thrown;
      rmSync(path);
      database = lock(path);
    }
    return () => void database.close();
  } catch (thrown) {
    throw hasCode(thrown, 'SQLITE_BUSY') ? elsewhere() : storageFailure(thrown);
  }
}
