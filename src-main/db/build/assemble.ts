import type { Database } from 'better-sqlite3';
import { mirrorMigrations } from '../mirror-schema.ts';
import { createLookups } from '../migrations/mirror/030-lookups.ts';
import { createCursors } from '../migrations/mirror/040-cursors.ts';
import { buildUserSearch } from './search-index.ts';

/** Removes users that two pages brought (paging drift); of each the later row stays. */
export function dropDuplicateUsers(database: Database): number {
  return database.prepare('DELETE FROM users WHERE n NOT IN (SELECT max(n) FROM users GROUP BY id)').run()
    .changes;
}

function hasLookups(database: Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'users_by_id'").get() !== undefined;
}

/** Everything about users that waits until the last of them is in: no duplicates, their index, their search. */
export function completeUsers(database: Database): void {
  if (!hasLookups(database)) {
    dropDuplicateUsers(database);
    createLookups(database);
  }
  buildUserSearch(database);
}

/**
 * Brings the rules' file into the users' file, table by table: same columns, no indices, so that SQLite copies whole
 * records. The database must not be inside a transaction.
 */
export function takeRules(database: Database, rulesPath: string): void {
  database.prepare('ATTACH ? AS rules_file').run(rulesPath);
  for (const table of ['rules', 'subjects', 'role_names', 'scopes', 'texts', 'pages'])
    database.exec(`INSERT INTO main.${table} SELECT * FROM rules_file.${table}`);
  database.exec('DETACH rules_file');
}

/** Marks the file as a whole mirror of this moment. */
export function markComplete(
  database: Database,
  mark: { readonly revision: number; readonly asOf: string | null; readonly origin: string },
): void {
  createCursors(database);
  database
    .prepare('UPDATE state SET revision = ?, as_of = ?, origin = ?, touched = 0')
    .run(mark.revision, mark.asOf, mark.origin);
  database.pragma(`user_version = ${mirrorMigrations.at(-1)?.version ?? 0}`);
}
