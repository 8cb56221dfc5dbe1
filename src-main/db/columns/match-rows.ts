import type { ViewFilter } from '../../../src-shared/views/view-query.ts';
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

const out = 255;

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
    if (alive !== null) for (let row = 0; row < length; row += 1) if (alive[row] === 0) state[row] = out;
  } else {
    state.fill(out);
    table.search(needle, (row) => {
      state[row] = alive === null || alive[row] === 1 ? 0 : out;
    });
  }
  const groups = [...new Set(filters.map(({ column }) => column))];
  for (const filter of filters) {
    const mark = groups.indexOf(filter.column) + 1;
    const test = rowTest(columnOf(table, filter.column), filter, now);
    for (let row = 0; row < length; row += 1) {
      const before = state[row];
      if (before === out || test(row)) continue;
      if (before === 0) state[row] = mark;
      else if (before !== mark) state[row] = out;
    }
  }
  return { state, rows: matchingRows(state), groups };
}

function matchingRows(state: Uint8Array): Int32Array {
  const rows = new Int32Array(state.length);
  let found = 0;
  for (let row = 0; row < state.length; row += 1) {
    // Written always, kept only when it matches: no branch to guess wrong.
    rows[found] = row;
    found += state[row] === 0 ? 1 : 0;
  }
  return rows.slice(0, found);
}
