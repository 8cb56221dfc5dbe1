import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { ViewWindow } from '../../../src-shared/views/view-query.ts';
import { foldText } from '../fold-text.ts';
import type { Column, ListColumn } from './column.ts';
import type { Matches } from './match-rows.ts';
import type { ViewTable } from './view-table.ts';

type Facets = NonNullable<ViewWindow['facets']>;
type FacetValues = Facets[string];

const most = 200;

/** How often each text of a column occurs in these rows; null for columns of numbers. */
function countTexts(column: Column, rows: Int32Array): Int32Array | null {
  if (column.kind === 'number') return null;
  const counts = new Int32Array(column.pool.length);
  if (column.kind === 'text') countCodes(column.codes?.data ?? null, rows, counts);
  else if (column.values.length * 4 < rows.length) countSharedLists(column, rows, counts);
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

/** Counts of each facet's values among the rows that match everything but that facet's own filters. */
export function countFacets(table: ViewTable, matches: Matches): Facets {
  const facets: Facets = {};
  for (const { id, facet } of viewColumns[table.view]) {
    const column = table.columns.get(id);
    if (!facet || column === undefined) continue;
    const group = matches.groups.indexOf(id);
    const rows = group < 0 ? matches.rows : rowsBut(matches, group + 1);
    const counts = countTexts(column, rows);
    if (counts !== null) facets[id] = mostFrequent(column, counts);
  }
  return facets;
}

/** The rows that match but for the filters of one group. */
function rowsBut({ state }: Matches, own: number): Int32Array {
  const rows = new Int32Array(state.length);
  let found = 0;
  for (let row = 0; row < state.length; row += 1) {
    const mark = state[row];
    if (mark !== 0 && mark !== own) continue;
    rows[found] = row;
    found += 1;
  }
  return rows.subarray(0, found);
}
