import type { ViewFilter } from '../../../src-shared/views/view-query.ts';
import { instantOf, instantText } from '../facts/instant.ts';
import { foldText } from '../fold-text.ts';
import type { Column, ListColumn, NumberColumn, TextColumn } from './column.ts';
import { badQuery } from './filter-failure.ts';
import type { TextPool } from './text-pool.ts';

/** Decided by a row's code (null: the row's own number): `passOf[code + 1]` is 1 where it passes. */
export interface CodeTest {
  readonly kind: 'codes';
  readonly codes: Int32Array | null;
  readonly passOf: Uint8Array;
}

/** Passes from `from` on and below `before`; rows without a value pass when `nothing`. */
export interface RangeTest {
  readonly kind: 'range';
  readonly values: Float64Array;
  readonly from: number;
  readonly before: number;
  readonly nothing: boolean;
}

/** Decided by whether a row's list has a text that is 1 in `wanted`; it passes when that is `whenFound`. */
export interface ListTest {
  readonly kind: 'list';
  readonly column: ListColumn;
  readonly wanted: Uint8Array;
  readonly whenFound: boolean;
}

/** Decided row by row, where nothing quicker is known. */
interface EachTest {
  readonly kind: 'each';
  readonly passes: (row: number) => boolean;
}

/** Which rows pass a filter. */
export type RowTest = CodeTest | RangeTest | ListTest | EachTest;

const each = (passes: (row: number) => boolean): EachTest => ({ kind: 'each', passes });

const dayMilliseconds = 86_400_000;
const minute = 60_000;

/** The moment before which something is older than so many days; whole minutes, so that scrolling sees one truth. */
export function cutoffOf(now: number, days: number): number {
  return Math.floor(now / minute) * minute - days * dayMilliseconds;
}

function wrongOperation(filter: ViewFilter): Error {
  return badQuery('filter-not-for-column', `"${filter.op}" does not go with the column "${filter.column}".`);
}

/** Marks the pool's texts that a filter names (`is`) or that contain one of its values (`contains`). */
function wantedTexts(pool: TextPool, filter: ViewFilter): Uint8Array {
  const wanted = new Uint8Array(pool.length);
  for (const value of filter.values) {
    if (filter.op === 'contains')
      pool.eachContaining(value, (number) => {
        wanted[number] = 1;
      });
    else for (const number of pool.same(value)) if (pool.get(number) === value) wanted[number] = 1;
  }
  return wanted;
}

function textTest(column: TextColumn, filter: ViewFilter): CodeTest {
  const { pool } = column;
  const passOf = new Uint8Array(pool.length + 1);
  if (filter.op === 'empty' || filter.op === 'not-empty') {
    const whenNothing = filter.op === 'empty' ? 1 : 0;
    passOf.fill(1 - whenNothing);
    passOf[0] = whenNothing;
    for (let code = 0; code < pool.length; code += 1) if (pool.isEmpty(code)) passOf[code + 1] = whenNothing;
  } else if (filter.op === 'is' || filter.op === 'is-not' || filter.op === 'contains') {
    const wanted = wantedTexts(pool, filter);
    const whenFound = filter.op === 'is-not' ? 0 : 1;
    passOf[0] = 1 - whenFound;
    for (let code = 0; code < pool.length; code += 1)
      passOf[code + 1] = wanted[code] === 1 && !pool.isEmpty(code) ? whenFound : 1 - whenFound;
  } else throw wrongOperation(filter);
  return { kind: 'codes', codes: column.codes?.data ?? null, passOf };
}

function listTest(column: ListColumn, filter: ViewFilter): ListTest | EachTest {
  if (filter.op === 'empty') return each((row) => column.count.at(row) === 0);
  if (filter.op === 'not-empty') return each((row) => column.count.at(row) > 0);
  if (filter.op !== 'is' && filter.op !== 'is-not' && filter.op !== 'contains') throw wrongOperation(filter);
  return {
    kind: 'list',
    column,
    wanted: wantedTexts(column.pool, filter),
    whenFound: filter.op !== 'is-not',
  };
}

function moments(filter: ViewFilter): number[] {
  return filter.values.map((value) => {
    const moment = instantOf(value);
    if (moment === null) throw badQuery('filter-value-invalid', `"${value}" is not a date or time.`);
    return moment;
  });
}

function rangeTest(
  column: NumberColumn,
  range: { readonly from?: number; readonly before?: number; readonly nothing?: boolean },
): RangeTest {
  return {
    kind: 'range',
    values: column.values.data,
    from: range.from ?? Number.NEGATIVE_INFINITY,
    before: range.before ?? Number.POSITIVE_INFINITY,
    nothing: range.nothing ?? false,
  };
}

function timeTest(column: NumberColumn, filter: ViewFilter, now: number): RangeTest {
  if (filter.op === 'older-than-days') {
    const days = filter.values.map(Number);
    if (days.some((value) => !(value >= 0)))
      throw badQuery('filter-value-invalid', 'The number of days must be 0 or more.');
    // Values are joined by OR, so the latest cutoff decides.
    const cutoff = Math.max(...days.map((value) => cutoffOf(now, value)));
    return rangeTest(column, { before: cutoff, nothing: true });
  }
  const limits = moments(filter);
  if (filter.op === 'before') return rangeTest(column, { before: Math.max(...limits) });
  return rangeTest(column, { from: Math.min(...limits) });
}

function numberTest(column: NumberColumn, filter: ViewFilter, now: number): RowTest {
  const values = column.values.data;
  if (filter.op === 'empty') return each((row) => Number.isNaN(values[row]));
  if (filter.op === 'not-empty') return rangeTest(column, {});
  const timely = filter.op === 'before' || filter.op === 'after' || filter.op === 'older-than-days';
  if (timely && column.time) return timeTest(column, filter, now);
  if (timely) throw wrongOperation(filter);
  const shown = (value: number): string => (column.time ? (instantText(value) ?? '') : String(value));
  if (filter.op === 'contains') {
    const needles = filter.values.map(foldText);
    return each((row) => {
      const value = values[row] ?? Number.NaN;
      return !Number.isNaN(value) && needles.some((needle) => foldText(shown(value)).includes(needle));
    });
  }
  const wanted = new Set(filter.values);
  const whenFound = filter.op === 'is';
  return each((row) => {
    const value = values[row] ?? Number.NaN;
    return (!Number.isNaN(value) && wanted.has(shown(value))) === whenFound;
  });
}

/**
 * A filter as a test of rows (view-query.ts has the meaning; the values of one filter are joined by OR). `before` is
 * earlier than the moment, `after` at or past it. Throws an `input` RolebookError when it does not go with the column.
 */
export function rowTest(column: Column, filter: ViewFilter, now: number): RowTest {
  if (column.kind === 'text') return textTest(column, filter);
  if (column.kind === 'list') return listTest(column, filter);
  return numberTest(column, filter, now);
}
