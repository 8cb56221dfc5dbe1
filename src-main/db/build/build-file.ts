import { rmSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { facts010 } from '../migrations/mirror/010-facts.ts';
import { search020 } from '../migrations/mirror/020-search.ts';
import { mirrorApplicationId } from '../mirror-schema.ts';
import { ensurePrivateFile } from '../private-files.ts';

/** Bytes a page of a mirror's file. */
export const buildPageSize = 16_384;

/**
 * Opens an empty file to build a mirror in. Nobody else reads it before it is complete, and after a crash it is thrown
 * away, so it needs no journal on disk (performance §1): the page log is what a crash can be recovered from.
 */
export function openBuildFile(path: string): Database {
  rmSync(path, { force: true });
  ensurePrivateFile(path);
  const database = new Sqlite(path);
  database.pragma(`page_size = ${buildPageSize}`);
  database.pragma(`application_id = ${mirrorApplicationId}`);
  withoutCare(database);
  facts010.up(database);
  search020.up(database);
  return database;
}

/** Opens a file that is being built once more. */
export function reopenBuildFile(path: string): Database {
  const database = new Sqlite(path);
  withoutCare(database);
  return database;
}

function withoutCare(database: Database): void {
  for (const setting of [
    // SQLite refuses OFF to a connection that distrusts its files.
    'journal_mode = MEMORY',
    'synchronous = OFF',
    'temp_store = MEMORY',
    'foreign_keys = OFF',
    'cache_size = -24000',
  ])
    database.pragma(setting);
}

/** The page where a table begins, of the file itself or of one that is attached. */
export function rootOf(database: Database, table: string, file = 'main'): number {
  return Number(
    database.prepare(`SELECT rootpage FROM ${file}.sqlite_schema WHERE name = ?`).pluck().get(table),
  );
}
