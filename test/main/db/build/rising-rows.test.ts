import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { RisingRows } from '../../../../src-main/db/build/rising-rows.ts';

type Row = readonly [text: string | null, number: number | null, other: string];

const folder = mkdtempSync(join(tmpdir(), 'rolebook-rising-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'table.db');
const beside = join(folder, 'beside');

/** An empty table of a number and three columns. */
function emptyTable(pageSize: number): number {
  rmSync(path, { force: true });
  const made = new Sqlite(path);
  made.pragma(`page_size = ${pageSize}`);
  made.pragma('synchronous = OFF');
  made.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, a TEXT, b INTEGER, c TEXT NOT NULL) STRICT');
  const root = Number(made.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 't'").pluck().get());
  made.close();
  return root;
}

function addAll(rows: RisingRows, all: readonly Row[]): void {
  for (const [text, number, other] of all) {
    rows.text(0, text);
    rows.number(1, number);
    // As it lies in a page, among other things.
    const source = new TextEncoder().encode(`before${other}after`);
    rows.bytes(2, source, 6, source.length - 5);
    rows.add();
  }
}

/** What SQLite reads of rows that were placed, long ones put in by it. */
function placed(rows: RisingRows, pageSize: number): { rows: unknown[]; long: number[]; check: unknown } {
  const root = emptyTable(pageSize);
  const long = [...rows.long()];
  rows.place(path, root);
  const read = new Sqlite(path);
  read.pragma('synchronous = OFF');
  try {
    const insert = read.prepare('INSERT INTO t VALUES (?, ?, ?, ?)');
    for (const { key, values } of long) insert.run(key, ...values);
    return {
      rows: read.prepare('SELECT * FROM t ORDER BY n').raw().all(),
      long: long.map(({ key }) => key),
      check: read.pragma('integrity_check', { simple: true }),
    };
  } finally {
    read.close();
  }
}

const numbered = (rows: readonly Row[]): unknown[] => rows.map((row, at) => [at + 1, ...row]);

const text = fc.oneof(
  fc.constantFrom('', 'a', 'Zoë', '名前', 'x'.repeat(60), 'y'.repeat(300), 'z'.repeat(600)),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const row = fc.tuple(
  fc.option(text),
  fc.option(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -300, max: 300 }))),
  text,
);

describe('rows numbered as they come', () => {
  test('are what SQLite reads; only those too long for a page are left to it', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 120, size: 'max' }), fc.constantFrom(512, 4096), (all, size) => {
        const rows = new RisingRows(beside, 3, size);
        addAll(rows, all);
        const made = placed(rows, size);
        expect(made.rows).toEqual(numbered(all));
        expect(made.check).toBe('ok');
        for (const key of made.long) {
          const [one, , other] = all[key - 1] ?? ['', 0, ''];
          expect(Buffer.byteLength(`${one ?? ''}${other}`)).toBeGreaterThan(size - 60);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('go into a page as long as SQLite would have them there, and not longer', () => {
    const all = Array.from({ length: 80 }, (_, at): Row => [null, 3, 'x'.repeat(430 + at)]);
    const rows = new RisingRows(beside, 3, 512);
    addAll(rows, all);
    expect(placed(rows, 512)).toMatchObject({ rows: numbered(all), check: 'ok' });
  });

  test.each([1, 9, 2000, 2500])('%i of them stand in their table, and leave no file', (count) => {
    const all = Array.from({ length: count }, (_, at): Row => [`text ${at}`, at * 1000, 'x'.repeat(at % 40)]);
    const rows = new RisingRows(beside, 3, 512);
    addAll(rows, all);
    // More than are kept waiting, from two thousand on.
    expect(existsSync(beside)).toBe(count >= 2000);
    expect(placed(rows, 512)).toEqual({ rows: numbered(all), long: [], check: 'ok' });
    expect(existsSync(beside)).toBe(false);
  });

  test('begin anew where they were forgotten', () => {
    const all = Array.from({ length: 2200 }, (_, at): Row => [
      `text ${at}`,
      at,
      'w'.repeat(at === 7 ? 900 : 3),
    ]);
    const rows = new RisingRows(beside, 3, 512);
    addAll(rows, all);
    rows.clear();
    addAll(rows, all.slice(0, 30));
    expect(rows.count).toBe(30);
    expect(placed(rows, 512)).toMatchObject({ rows: numbered(all.slice(0, 30)), long: [8] });
    addAll(rows, all);
    rows.discard();
    expect(existsSync(beside)).toBe(false);
  });
});
