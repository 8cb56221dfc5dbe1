import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { EncodedRows } from '../../../../src-main/db/build/encoded-rows.ts';
import { writeTablePages } from '../../../../src-main/db/build/table-pages.ts';

type Row = readonly [key: number, ...values: (number | null)[]];

const folder = mkdtempSync(join(tmpdir(), 'rolebook-pages-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes rows into a table of three columns behind some other content, and reads them back with SQLite. */
function throughFile(
  rows: readonly Row[],
  pageSize: number,
): { rows: unknown[]; check: unknown; more: unknown } {
  const path = join(folder, 'table.db');
  rmSync(path, { force: true });
  const made = new Sqlite(path);
  made.pragma(`page_size = ${pageSize}`);
  made.pragma('synchronous = OFF');
  made.exec('CREATE TABLE t (k INTEGER PRIMARY KEY, a INTEGER, b INTEGER) STRICT');
  made.exec("CREATE TABLE more (x TEXT); INSERT INTO more VALUES (printf('%4000c', 'x'))");
  const root = Number(made.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 't'").pluck().get());
  made.close();
  const encoded = new EncodedRows(3);
  for (const [key, ...values] of rows) {
    encoded.add(
      key,
      Float64Array.from(values, (value) => value ?? Number.NaN),
    );
  }
  writeTablePages(path, root, encoded);
  const read = new Sqlite(path);
  read.pragma('synchronous = OFF');
  try {
    // What SQLite writes afterwards must find the file in order too.
    read.exec(
      "INSERT INTO t VALUES (NULL, 5, 6); DELETE FROM t WHERE k = last_insert_rowid(); INSERT INTO more VALUES ('y')",
    );
    return {
      rows: read.prepare('SELECT * FROM t ORDER BY k').raw().all(),
      check: read.pragma('integrity_check', { simple: true }),
      more: read.prepare('SELECT length(x) FROM more').pluck().all(),
    };
  } finally {
    read.close();
  }
}

function expected(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row[0], row])).values()].toSorted(
    (left, right) => left[0] - right[0],
  );
}

const highest = 2 ** 53 - 1;
const whole = fc.oneof(
  fc.constantFrom(0, 1, -1, 127, 128, -128, -129, 32_767, 32_768, -32_769, 2 ** 23, 2 ** 31, -(2 ** 31) - 1),
  fc.constantFrom(2 ** 47 - 1, 2 ** 47, -(2 ** 47) - 1, highest, -highest),
  fc.integer({ min: -1000, max: 1000 }),
  fc.maxSafeInteger(),
);
const row = fc.tuple(whole, fc.option(whole), fc.option(whole));

describe('rows written as pages', () => {
  test('are what SQLite reads, of equal keys the last', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 200, size: 'max' }),
        fc.constantFrom(512, 4096, 16_384),
        (rows, pageSize) => {
          const { check, more, rows: read } = throughFile(rows, pageSize);
          expect(read).toEqual(expected(rows));
          expect({ check, more }).toEqual({ check: 'ok', more: [4000, 1] });
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    ['rising', (at: number): number => at],
    ['in blocks', (at: number): number => (at % 7) * 10_000 + at],
    ['below zero', (at: number): number => at - 15_000],
  ])('thirty thousand of them stand in a tree of several levels: %s', (_, keyOf) => {
    const rows = Array.from({ length: 30_000 }, (__, at): Row => [keyOf(at), at * 1000, null]);
    const { check, rows: read } = throughFile(rows, 512);
    expect(check).toBe('ok');
    expect(read).toEqual(expected(rows));
  });

  test('can be forgotten', () => {
    const rows = new EncodedRows(2);
    for (const key of [3, 2]) rows.add(key, Float64Array.of(1));
    expect([...rows.keys()]).toEqual([2, 3]);
    rows.clear();
    expect([...rows.keys()]).toEqual([]);
  });
});
