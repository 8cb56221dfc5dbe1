import type { ViewFilter } from '../../../src-shared/views/view-query.ts';
import { applyTest, outState } from './apply-test.ts';
import type { Column } from './column.ts';
import { badQuery } from './filter-failure.ts';
import { rowTest } from './row-test.ts';
import type { ViewTable } from './view-table.ts';

/** Which rows match a query, and which would if it were not for one column's filters (facets need those). */
export interface Matches {
  /** By row: 0 matches · g + 1 fails only the filters of group g · 255 does not match otherwise. */
  readonly state: Uint8Array;
  /** The rows that match, in the order in which they lie. */
  readonly rows: Int32Array;
  /** The columns that are filtered, one group each. */
  readonly groups: readonly string[];
}

/** The column of a table by name; an unknown one is an `input` RolebookError. */
export function columnOf(table: ViewTable, name: string): Column {
  const column = table.columns.get(name);
  if (column === undefined) throw badQuery('unknown-column', `There is no column "${name}" here.`);
  return column;
}

/** Finds the rows of a table that match search text and filters. */
export function matchRows(
  table: ViewTable,
  search: string,
  filters: readonly ViewFilter[],
  now: number,
): Matches {
  const { length } = table;
  const state = new Uint8Array(length);
  const alive = table.aliveBytes();
  const needle = search.trim();
  if (needle === '') {
    if (alive !== null) for (let row = 0; row < length; row += 1) if (alive[row] === 0) state[row] = outState;
  } else {
    state.fill(outState);
    table.search(needle, (row) => {
      state[row] = alive === null || alive[row] === 1 ? 0 : outState;
    });
  }
  const groups = [...new Set(filters.map(({ column }) => column))];
  for (const filter of filters) {
    const mark = groups.indexOf(filter.column) + 1;
    const test = rowTest(columnOf(table, filter.column), filter, now);
    applyTest(test, state, mark);
  }
  return { state, rows: rowsInState(state, [0], countState(state, 0), null), groups };
}

/** How many rows are in a state. */
export function countState(state: Uint8Array, wanted: number): number {
  let found = 0;
  for (let row = 0; row < state.length; row += 1) found += state[row] === wanted ? 1 : 0;
  return found;
}

/** The `count` rows in any of these states (and there, where `alive` says so), in the order in which they lie. */
export function rowsInState(
  state: Uint8Array,
  wanted: readonly number[],
  count: number,
  alive: Uint8Array | null,
): Int32Array {
  const keep = new Uint8Array(256);
  for (const mark of wanted) keep[mark] = 1;
  // Written always, kept only when wanted: no branch to guess wrong, but one place more.
  const rows = new Int32Array(count + 1);
  let found = 0;
  for (let row = 0; row < state.length && found < count; row += 1) {
    rows[found] = row;
    const kept = keep[state[row] ?? 0] ?? 0;
    found += alive === null ? kept : kept & (alive[row] ?? 0);
  }
  return rows.subarray(0, count);
}
