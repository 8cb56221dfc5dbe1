import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { ViewWindow } from '../../../src-shared/views/view-query.ts';
import { foldText } from '../fold-text.ts';
import type { Column, ListColumn } from './column.ts';
import type { Matches } from './match-rows.ts';
import type { ViewTable } from './view-table.ts';

type Facets = NonNullable<ViewWindow['facets']>;
type FacetValues = Facets[string];

const most = 200;

function countTexts(column: Column, length: number, state: Uint8Array, own: number): Int32Array | null {
  if (column.kind === 'number') return null;
  const counts = new Int32Array(column.pool.length);
  if (column.kind === 'text') {
    const codes = column.codes?.data;
    for (let row = 0; row < length; row += 1) {
      const mark = state[row];
      if (mark !== 0 && mark !== own) continue;
      const code = codes === undefined ? row : (codes[row] ?? -1);
      if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
    }
    return counts;
  }
  return column.values.length * 4 < length
    ? countSharedLists(column, length, state, own, counts)
    : countLists(column, length, state, own, counts);
}

/** Few different lists are in use: rows are counted by list, then each list once. */
function countSharedLists(
  { start, count, values }: ListColumn,
  length: number,
  state: Uint8Array,
  own: number,
  counts: Int32Array,
): Int32Array {
  const rows = new Int32Array(values.length + 1);
  const sizes = new Int32Array(values.length + 1);
  for (let row = 0; row < length; row += 1) {
    const mark = state[row];
    if (mark !== 0 && mark !== own) continue;
    const size = count.data[row] ?? 0;
    if (size === 0) continue;
    const from = start.data[row] ?? 0;
    rows[from] = (rows[from] ?? 0) + 1;
    sizes[from] = size;
  }
  for (let from = 0; from < values.length; from += 1) {
    const found = rows[from] ?? 0;
    if (found === 0) continue;
    for (let at = from; at < from + (sizes[from] ?? 0); at += 1) {
      const code = values.data[at] ?? 0;
      counts[code] = (counts[code] ?? 0) + found;
    }
  }
  return counts;
}

function countLists(
  { start, count, values }: ListColumn,
  length: number,
  state: Uint8Array,
  own: number,
  counts: Int32Array,
): Int32Array {
  const { data } = values;
  for (let row = 0; row < length; row += 1) {
    const mark = state[row];
    if (mark !== 0 && mark !== own) continue;
    const from = start.data[row] ?? 0;
    const to = from + (count.data[row] ?? 0);
    for (let at = from; at < to; at += 1) {
      const code = data[at] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  return counts;
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
    // Without filters of its own a facet counts only full matches; 254 is a mark no row has.
    const own = matches.groups.includes(id) ? matches.groups.indexOf(id) + 1 : 254;
    const counts = countTexts(column, table.length, matches.state, own);
    if (counts !== null) facets[id] = mostFrequent(column, counts);
  }
  return facets;
}
