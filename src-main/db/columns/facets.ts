import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { ViewWindow } from '../../../src-shared/views/view-query.ts';
import { foldText } from '../fold-text.ts';
import type { Column } from './column.ts';
import { type Matches, countState, rowsInState } from './match-rows.ts';
import type { ViewTable } from './view-table.ts';
import { countTexts } from './whole-counts.ts';

type Facets = NonNullable<ViewWindow['facets']>;
type FacetValues = Facets[string];

const most = 200;

/** A column of so few texts is counted as a whole once, whatever is asked. */
const fewTexts = 16;

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

/** Rows to count one by one: those that match, or, when these are fewer, those that are there and do not. */
interface Counted {
  readonly rows: Int32Array;
  readonly outside: boolean;
}

/** Counts of each facet's values among the rows that match everything but that facet's own filters. */
export function countFacets(table: ViewTable, matches: Matches): Facets {
  const facets: Facets = {};
  const counted = new Map<number, Counted>();
  for (const { id, facet } of viewColumns[table.view]) {
    const column = table.columns.get(id);
    if (!facet || column === undefined) continue;
    if (isUnused(table, id, column)) {
      facets[id] = [];
      continue;
    }
    const own = matches.groups.indexOf(id) + 1;
    const choice = counted.get(own) ?? chooseRows(table, matches, own);
    counted.set(own, choice);
    const counts = countTexts(column, choice.rows);
    if (counts === null) continue;
    facets[id] = mostFrequent(column, choice.outside ? difference(table.wholeCounts.of(id), counts) : counts);
  }
  return facets;
}

/** Whether no row has a text here, as in the column of open changes when there are none: nothing to count then. */
function isUnused(table: ViewTable, id: string, column: Column): boolean {
  if (column.kind !== 'text' || column.pool.length > fewTexts) return false;
  return table.wholeCounts.of(id).every((count) => count === 0);
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
