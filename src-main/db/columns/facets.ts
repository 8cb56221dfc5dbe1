import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { ViewWindow } from '../../../src-shared/views/view-query.ts';
import { foldText } from '../fold-text.ts';
import { type Column, type ListColumn, fewLists } from './column.ts';
import { type Matches, countState, rowsInState } from './match-rows.ts';
import type { ViewTable } from './view-table.ts';

type Facets = NonNullable<ViewWindow['facets']>;
type FacetValues = Facets[string];

const most = 200;

/** A column of so few texts is counted as a whole once, whatever is asked. */
const fewTexts = 16;

/** How often each text of a column occurs in these rows; null for columns of numbers. */
function countTexts(column: Column, rows: Int32Array): Int32Array | null {
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

const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** By count, then by text as sorted in the table. */
function mostFrequent(column: Column, counts: Int32Array): FacetValues {
  if (column.kind === 'number') return [];
  const found: { value: string; count: number }[] = [];
  for (let code = 0; code < counts.length; code += 1) {
    const count = counts[code] ?? 0;
    if (count > 0 && !column.pool.isEmpty(code)) found.push({ value: column.pool.get(code), count });
  }
  return found
    .sort(
      (left, right) =>
        right.count - left.count ||
        order(foldText(left.value), foldText(right.value)) ||
        order(left.value, right.value),
    )
    .slice(0, most)
    .map(({ value, count }) => ({ value, label: value, count }));
}

/** All rows that are there, and how often each text of a column occurs in them; made anew when rows change. */
export interface WholeCounts {
  rows: Int32Array | null;
  readonly counts: Map<string, Int32Array>;
}

/** Rows to count one by one: those that match, or, when these are fewer, those that are there and do not. */
interface Counted {
  readonly rows: Int32Array;
  readonly outside: boolean;
}

/** Counts of each facet's values among the rows that match everything but that facet's own filters. */
export function countFacets(table: ViewTable, matches: Matches, whole: WholeCounts): Facets {
  const facets: Facets = {};
  const counted = new Map<number, Counted>();
  for (const { id, facet } of viewColumns[table.view]) {
    const column = table.columns.get(id);
    if (!facet || column === undefined) continue;
    if (isUnused(table, id, column, whole)) {
      facets[id] = [];
      continue;
    }
    const own = matches.groups.indexOf(id) + 1;
    const choice = counted.get(own) ?? chooseRows(table, matches, own);
    counted.set(own, choice);
    const counts = countTexts(column, choice.rows);
    if (counts === null) continue;
    facets[id] = mostFrequent(
      column,
      choice.outside ? difference(wholeCount(table, id, column, whole), counts) : counts,
    );
  }
  return facets;
}

/** Whether no row has a text here, as in the column of open changes when there are none: nothing to count then. */
function isUnused(table: ViewTable, id: string, column: Column, whole: WholeCounts): boolean {
  if (column.kind !== 'text' || column.pool.length > fewTexts) return false;
  return wholeCount(table, id, column, whole).every((count) => count === 0);
}

function wholeCount(table: ViewTable, id: string, column: Column, whole: WholeCounts): Int32Array {
  const known = whole.counts.get(id);
  if (known !== undefined) return known;
  whole.rows ??= rowsInState(new Uint8Array(table.length), [0], table.alive, table.aliveBytes());
  const counts = countTexts(column, whole.rows) ?? new Int32Array(0);
  whole.counts.set(id, counts);
  return counts;
}

function difference(whole: Int32Array, less: Int32Array): Int32Array {
  for (let code = 0; code < less.length; code += 1) less[code] = (whole[code] ?? 0) - (less[code] ?? 0);
  return less;
}

/** The rows that match but for the filters of one group (0: all of the filters), or all others. */
function chooseRows(table: ViewTable, { state, rows }: Matches, own: number): Counted {
  const inside = rows.length + (own === 0 ? 0 : countState(state, own));
  const outside = table.alive - inside;
  if (inside <= outside)
    return { rows: own === 0 ? rows : rowsInState(state, [0, own], inside, null), outside: false };
  const others = Array.from({ length: 255 }, (_, at) => at + 1).filter((mark) => mark !== own);
  return { rows: rowsInState(state, others, outside, table.aliveBytes()), outside: true };
}
