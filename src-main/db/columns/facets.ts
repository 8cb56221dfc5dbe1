import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { ViewWindow } from '../../../src-shared/views/view-query.ts';
import { foldText } from '../fold-text.ts';
import type { Column } from './column.ts';
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
  const start = column.start.data;
  const count = column.count.data;
  const values = column.values.data;
  for (let row = 0; row < length; row += 1) {
    const mark = state[row];
    if (mark !== 0 && mark !== own) continue;
    const from = start[row] ?? 0;
    const to = from + (count[row] ?? 0);
    for (let at = from; at < to; at += 1) {
      const code = values[at] ?? 0;
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
