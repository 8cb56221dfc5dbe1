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
  database.exec(`PRAGMA page_size = ${buildPageSize};`);
  withoutCare(database);
  // As one step: otherwise each table is written by itself.
  database.exec(`BEGIN; PRAGMA application_id = ${mirrorApplicationId};`);
  facts010.up(database);
  search020.up(database);
  database.exec('COMMIT');
  return database;
}

/** Opens a file that is being built once more. */
export function reopenBuildFile(path: string): Database {
  const database = new Sqlite(path);
  withoutCare(database);
  return database;
}

function withoutCare(database: Database): void {
  // SQLite refuses journal_mode OFF to a connection that distrusts its files.
  database.exec(`
    PRAGMA journal_mode = MEMORY;
    PRAGMA synchronous = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA foreign_keys = OFF;
    PRAGMA cache_size = -24000;
  `);
}

/** The page where a table begins, of the file itself or of one that is attached. */
export function rootOf(database: Database, table: string, file = 'main'): number {
  return Number(
    database.prepare(`SELECT rootpage FROM ${file}.sqlite_schema WHERE name = ?`).pluck().get(table),
  );
}
