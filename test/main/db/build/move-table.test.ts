import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { rootOf } from '../../../../src-main/db/build/build-file.ts';
import { type TablePlace, moveTable } from '../../../../src-main/db/build/move-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'rolebook-move-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with a table, filled by SQLite. */
function file(name: string, fill: (database: Database) => void): TablePlace {
  const path = join(folder, name);
  rmSync(path, { force: true });
  const database = new Sqlite(path);
  database.pragma('page_size = 512');
  database.pragma('synchronous = OFF');
  database.exec(
    "CREATE TABLE other (x TEXT); INSERT INTO other VALUES (printf('%3000c', 'o')); CREATE TABLE t (k INTEGER PRIMARY KEY, v TEXT)",
  );
  database.transaction(fill)(database);
  const root = rootOf(database, 't');
  database.close();
  return { path, root };
}

function rowsOf({ path }: TablePlace): unknown[] {
  const database = new Sqlite(path, { readonly: true });
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.prepare('SELECT length(x) FROM other').pluck().get()).toBe(3000);
    return database.prepare('SELECT * FROM t ORDER BY k').raw().all();
  } finally {
    database.close();
  }
}

const keys: readonly [string, readonly number[]][] = [
  ['none', []],
  ['one', [7]],
  ['a page of them', [1, 2, 3]],
  ['two levels', Array.from({ length: 300 }, (_, at) => at * 3)],
  ['many levels, below zero and far apart', Array.from({ length: 6000 }, (_, at) => (at - 3000) * 10 ** 9)],
  ['keys with every kind of byte', Array.from({ length: 3000 }, (_, at) => at * 2 ** 14)],
  ['the farthest', [-(2 ** 53) + 1, 0, 2 ** 53 - 1]],
];

describe('a table moved page by page', () => {
  test.each(keys)('has its rows in the other file: %s', (_, all) => {
    const from = file('from.db', (database) => {
      const insert = database.prepare('INSERT INTO t VALUES (?, ?)');
      for (const key of all) insert.run(key, `value ${key}`);
      // Pages of SQLite's own may have holes.
      database.exec('DELETE FROM t WHERE k % 7 = 5');
    });
    const to = file('to.db', () => {});
    const before = rowsOf(from);
    expect(moveTable(from, to)).toBe(true);
    expect(rowsOf(to)).toEqual(before);
  });

  test('stays where a row is too long for a page', () => {
    const from = file('from.db', (database) => {
      const insert = database.prepare('INSERT INTO t VALUES (?, ?)');
      for (let key = 0; key < 200; key += 1) insert.run(key, 'v'.repeat(key === 150 ? 500 : 20));
    });
    const to = file('to.db', () => {});
    expect(moveTable(from, to)).toBe(false);
    expect(rowsOf(to)).toEqual([]);
  });
});
