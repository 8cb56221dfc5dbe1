import Sqlite, { type Database } from 'better-sqlite3';
import { mirrorMigrations } from '../mirror-schema.ts';
import { createLookups } from '../migrations/mirror/030-lookups.ts';
import { createCursors } from '../migrations/mirror/040-cursors.ts';
import { createRemovedRules } from '../migrations/mirror/050-removed-rules.ts';
import { addRemovedAt } from '../migrations/mirror/060-removed-at.ts';
import { reopenBuildFile, rootOf } from './build-file.ts';
import { moveTable } from './move-table.ts';
import { buildUserSearch } from './search-index.ts';

/** Makes the index of users by id; false when an id is there twice. */
function tryLookups(database: Database): boolean {
  try {
    createLookups(database);
    return true;
  } catch (thrown) {
    if (thrown instanceof Sqlite.SqliteError && thrown.code.startsWith('SQLITE_CONSTRAINT')) return false;
    throw thrown;
  }
}

/** Everything about users that waits until the last of them is in: no duplicates, their index, their search. */
export function completeUsers(database: Database): void {
  if (!tryLookups(database)) {
    // Two pages brought them (paging drift); of each the later row stays.
    database.exec('DELETE FROM users WHERE n NOT IN (SELECT max(n) FROM users GROUP BY id)');
    createLookups(database);
  }
  buildUserSearch(database);
}

/** Tables of the rules' file; the big ones are moved a page at a time, and copied only where that cannot be. */
const bigTables = ['rules', 'subjects'];
const smallTables = ['role_names', 'scopes', 'texts', 'pages'];

/** Brings the rules' file into the users' file, table by table: same columns, no indices. Both must be closed. */
export function takeRules(path: string, rulesPath: string): void {
  const copy = (database: Database, tables: readonly string[]): void => {
    for (const table of tables) database.exec(`INSERT INTO main.${table} SELECT * FROM rules_file.${table}`);
  };
  const places = inBoth(path, rulesPath, (database) => {
    copy(database, smallTables);
    return bigTables.map((table) => ({
      table,
      from: { path: rulesPath, root: rootOf(database, table, 'rules_file') },
      to: { path, root: rootOf(database, table) },
    }));
  });
  const left = places.filter(({ from, to }) => !moveTable(from, to)).map(({ table }) => table);
  if (left.length > 0) inBoth(path, rulesPath, (database) => copy(database, left));
}

function inBoth<Result>(path: string, rulesPath: string, work: (database: Database) => Result): Result {
  const database = reopenBuildFile(path);
  try {
    database.prepare('ATTACH ? AS rules_file').run(rulesPath);
    return work(database);
  } finally {
    database.close();
  }
}

/** Marks the file as a whole mirror of this moment; `touched` where its pages say more than it has. */
export function markComplete(
  database: Database,
  mark: {
    readonly revision: number;
    readonly asOf: string | null;
    readonly origin: string;
    readonly touched: boolean;
  },
): void {
  createCursors(database);
  createRemovedRules(database);
  addRemovedAt(database);
  database
    .prepare('UPDATE state SET revision = ?, as_of = ?, origin = ?, touched = ?')
    .run(mark.revision, mark.asOf, mark.origin, Number(mark.touched));
  database.pragma(`user_version = ${mirrorMigrations.at(-1)?.version ?? 0}`);
}
