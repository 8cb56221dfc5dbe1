import { type Column, fewLists, type ListColumn } from './column.ts';
import { rowsInState } from './match-rows.ts';
import type { ViewTable } from './view-table.ts';

/** How often each text of a column occurs in these rows; null for columns of numbers. */
export function countTexts(column: Column, rows: Int32Array): Int32Array | null {
  if (column.kind === 'number') return null;
  const counts = new Int32Array(column.pool.length);
  if (column.kind === 'text') countCodes(column.codes?.data ?? null, rows, counts);
  else if (fewLists(column, rows.length)) countSharedLists(column, rows, counts);
  else countLists(column, rows, counts);
  return counts;
}

function countCodes(codes: Int32Array | null, rows: Int32Array, counts: Int32Array): void {
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const code = codes === null ? row : (codes[row] ?? -1);
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
}

/** Few different lists are in use: rows are counted by list, then each list once. */
function countSharedLists(column: ListColumn, rows: Int32Array, counts: Int32Array): void {
  const starts = column.start.data;
  const sizes = column.count.data;
  const values = column.values.data;
  const { length } = column.values;
  const users = new Int32Array(length + 1);
  const sizeOf = new Int32Array(length + 1);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const size = sizes[row] ?? 0;
    if (size === 0) continue;
    const start = starts[row] ?? 0;
    users[start] = (users[start] ?? 0) + 1;
    sizeOf[start] = size;
  }
  for (let start = 0; start < length; start += 1) {
    const found = users[start] ?? 0;
    if (found === 0) continue;
    const end = start + (sizeOf[start] ?? 0);
    for (let at = start; at < end; at += 1) counts[values[at] ?? 0] = (counts[values[at] ?? 0] ?? 0) + found;
  }
}

function countLists(column: ListColumn, rows: Int32Array, counts: Int32Array): void {
  const starts = column.start.data;
  const sizes = column.count.data;
  const values = column.values.data;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const start = starts[row] ?? 0;
    const end = start + (sizes[row] ?? 0);
    for (let value = start; value < end; value += 1) {
      const code = values[value] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
}

/**
 * How often each text of a table's columns occurs in the rows that are there: counted when it is first asked for. Columns
 * that are named to it are then followed row by row, so that the table has to say what comes, goes and changes; others are
 * counted anew after each change of the table.
 */
export class WholeCounts {
  readonly #table: Pick<ViewTable, 'length' | 'alive' | 'aliveBytes' | 'columns' | 'version'>;
  readonly #followed: ReadonlySet<string>;
  readonly #counts = new Map<string, { readonly version: number; counts: Int32Array }>();
  #rows: { readonly version: number; readonly rows: Int32Array } | null = null;

  constructor(
    table: Pick<ViewTable, 'length' | 'alive' | 'aliveBytes' | 'columns' | 'version'>,
    followed: readonly string[],
  ) {
    this.#table = table;
    this.#followed = new Set(followed);
  }

  /** By number of the text; not to be written to. May be longer or shorter than there are texts. */
  of(name: string): Int32Array {
    const { version, columns } = this.#table;
    const known = this.#counts.get(name);
    if (known !== undefined && (this.#followed.has(name) || known.version === version)) return known.counts;
    const column = columns.get(name);
    const counts = (column === undefined ? null : countTexts(column, this.#allRows())) ?? new Int32Array(0);
    this.#counts.set(name, { version, counts });
    return counts;
  }

  /** A row is there now that was not, or one of its cells, if it is there, has its value now. */
  enter(row: number, name?: string): void {
    this.#follow(row, name, 1);
  }

  /** A row is about to go, or one of its cells, if it is there, is about to change. */
  leave(row: number, name?: string): void {
    this.#follow(row, name, -1);
  }

  #follow(row: number, name: string | undefined, by: 1 | -1): void {
    if (this.#counts.size === 0) return;
    for (const one of name === undefined ? this.#followed : [name]) {
      const known = this.#counts.get(one);
      const column = this.#table.columns.get(one);
      if (known === undefined || column === undefined || column.kind === 'number') continue;
      if (column.kind === 'list') {
        const start = column.start.at(row);
        for (let at = start; at < start + column.count.at(row); at += 1)
          known.counts = counted(known.counts, column.values.at(at), by);
      } else known.counts = counted(known.counts, column.codes?.at(row) ?? row, by);
    }
  }

  #allRows(): Int32Array {
    const { alive, length, version } = this.#table;
    if (this.#rows?.version !== version) {
      const rows = rowsInState(new Uint8Array(length), [0], alive, this.#table.aliveBytes());
      this.#rows = { version, rows };
    }
    return this.#rows.rows;
  }
}

/** Counts with one more or less; another array where they had no room for it. */
function counted(counts: Int32Array, code: number, by: 1 | -1): Int32Array {
  if (code < 0) return counts;
  let roomy = counts;
  if (code >= counts.length) {
    roomy = new Int32Array(Math.ceil(code * 1.5) + 16);
    roomy.set(counts);
  }
  roomy[code] = (roomy[code] ?? 0) + by;
  return roomy;
}
