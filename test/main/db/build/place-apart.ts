import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { openBuildFile, reopenBuildFile, rootOf } from '../../../../src-main/db/build/build-file.ts';
import type { RowsApart } from '../../../../src-main/db/build/fact-writer.ts';

/** An empty file to build in, in a folder of a test; the schema is made once for all of them. */
export function emptyBuildFile(folder: string): { readonly path: string; readonly database: Database } {
  const empty = join(folder, 'empty.db');
  if (!existsSync(empty)) openBuildFile(empty).close();
  const path = join(folder, 'build.db');
  copyFileSync(empty, path);
  return { path, database: reopenBuildFile(path) };
}

/** Closes a file and brings what a writer kept apart into its tables, but for what SQLite has to put in. */
export function placeApart(database: Database, path: string, apart: readonly RowsApart[]): void {
  const roots = apart.map(({ table }) => rootOf(database, table));
  database.close();
  for (const [at, rows] of apart.entries()) rows.place(path, roots[at] ?? 0);
}
