import { existsSync, readFileSync } from 'node:fs';
import { readLog } from './write-ahead-log.ts';
import { entriesOnPage, type FoundRow, rowsOnPage, type StoredValue } from './table-rows.ts';

/** All our databases have pages of this size. */
export const pageSize = 4096;

/** The bytes of a file, none where there is no file. */
export const bytesOf = (path: string): Buffer => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));

/** What lies on the pages: rows of tables, and entries of indexes, which tell of rows that are gone. */
export interface Found {
  readonly rows: readonly FoundRow[];
  readonly entries: readonly (readonly StoredValue[])[];
}

/**
 * Every row of every table that can still be read from a database file and its write-ahead log, page by page, the oldest
 * version first: the file's pages, then those of the log after each commit in it, then whatever came after the last one.
 */
export function* foundRows(path: string): Generator<Found> {
  const file = bytesOf(path);
  const pages = new Map<number, Buffer>();
  const count = Math.floor(file.length / pageSize);
  for (let n = 0; n < count; n += 1) pages.set(n + 1, file.subarray(n * pageSize, (n + 1) * pageSize));
  const found = (n: number): Found => {
    const bytes = pages.get(n) ?? Buffer.alloc(0);
    return { rows: rowsOnPage(bytes, n, (other) => pages.get(other)), entries: entriesOnPage(bytes, n) };
  };
  for (let n = 1; n <= count; n += 1) yield found(n);

  let touched: number[] = [];
  for (const frame of readLog(bytesOf(`${path}-wal`), pageSize).frames) {
    pages.set(frame.page, frame.data);
    touched.push(frame.page);
    if (!frame.commits) continue;
    for (const n of touched) yield found(n);
    touched = [];
  }
  for (const n of touched) yield found(n);
}
