import { instantText } from '../facts/instant.ts';
import type { Cell } from '../../../src-shared/views/view-query.ts';
import type { Floats, Ints } from './growing.ts';
import type { TextPool } from './text-pool.ts';

/** A text a row: a number into a pool; -1 is nothing. Without codes row and number are the same. */
export interface TextColumn {
  readonly kind: 'text';
  readonly pool: TextPool;
  readonly codes: Ints | null;
}

/** Any number of texts a row, each once, in order: `values[start[row]]` and on, `count[row]` of them. */
export interface ListColumn {
  readonly kind: 'list';
  readonly pool: TextPool;
  readonly start: Ints;
  readonly count: Ints;
  readonly values: Ints;
}

/**
 * Whether few different lists are in use by so many rows. A list that is not empty is then known by where it starts, and
 * what is worked out once a list is cheaper than once a row.
 */
export function fewLists(column: ListColumn, rows: number): boolean {
  return column.values.length * 4 < rows;
}

/** A number a row; NaN is nothing. Times are milliseconds and shown as ISO text. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly time: boolean;
  readonly values: Floats;
}

/** One column of a view in memory. */
export type Column = TextColumn | ListColumn | NumberColumn;

/** The pool's number of a row's text; -1 for nothing. */
export function codeAt(column: TextColumn, row: number): number {
  return column.codes === null ? row : column.codes.at(row);
}

/** What a window shows in a cell; empty text is nothing. */
export function cellAt(column: Column, row: number): Cell {
  if (column.kind === 'text') {
    const code = codeAt(column, row);
    return code < 0 || column.pool.isEmpty(code) ? null : column.pool.get(code);
  }
  if (column.kind === 'number') {
    const value = column.values.at(row);
    if (Number.isNaN(value)) return null;
    return column.time ? instantText(value) : value;
  }
  const start = column.start.at(row);
  const cells: string[] = [];
  for (let at = 0; at < column.count.at(row); at += 1)
    cells.push(column.pool.get(column.values.at(start + at)));
  return cells;
}
