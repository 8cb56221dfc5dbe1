import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { Cell, ViewWindow, ViewWindowRequest } from '../../../src-shared/views/view-query.ts';
import { cellAt } from './column.ts';
import { countFacets } from './facets.ts';
import { badQuery } from './filter-failure.ts';
import { type Matches, columnOf, matchRows } from './match-rows.ts';
import { type Ranks, rankColumn } from './ranks.ts';
import { orderByKey } from './stable-order.ts';
import type { ViewTable } from './view-table.ts';

type Sort = ViewWindowRequest['sort'];

interface Answered {
  readonly matches: Matches;
  facets: ViewWindow['facets'];
  readonly orders: Map<string, Int32Array>;
}

/** Keeps the last few results of a kind. */
class Recent<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get(key: string, make: () => Value): Value {
    const known = this.#entries.get(key);
    const value = known ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const oldest = this.#entries.keys().next().value;
    if (this.#entries.size > this.#size && oldest !== undefined) this.#entries.delete(oldest);
    return value;
  }
}

const mostRows = 500;

/**
 * Answers windows over one table. Orders are worked out once a sort (from places that are worked out once a column),
 * matches once a query, so that scrolling costs only the rows shown.
 */
export class WindowEngine {
  readonly #table: ViewTable;
  #version = -1;
  #base: Int32Array = new Int32Array(0);
  #ranks = new Map<string, Ranks>();
  #orders = new Recent<Int32Array>(6);
  #answered = new Recent<Answered>(4);

  constructor(table: ViewTable) {
    this.#table = table;
  }

  /** One window; `now` in milliseconds decides what is older than some days. Throws `input` RolebookErrors. */
  answer(request: ViewWindowRequest, revision: number, now: number): ViewWindow {
    this.#refresh();
    const sort = this.#checkedSort(request.sort);
    const timely = request.filters.some(({ op }) => op === 'older-than-days');
    const key = JSON.stringify([request.search, request.filters, timely ? Math.floor(now / 60_000) : 0]);
    const answered = this.#answered.get(key, () => ({
      matches: matchRows(this.#table, request.search, request.filters, now),
      facets: null,
      orders: new Map<string, Int32Array>(),
    }));
    const rows = this.#orderOf(answered, sort);
    if (request.facets) answered.facets ??= countFacets(this.#table, answered.matches);
    const to = Math.min(request.to, request.from + mostRows, rows.length);
    const shown = rows.subarray(Math.min(request.from, to), to);
    return {
      revision,
      from: request.from,
      total: answered.matches.total,
      unfilteredTotal: this.#table.alive,
      ids: Array.from(shown, (row) => this.#table.idAt(row)),
      columns: Object.fromEntries(
        request.columns.map((name): [string, Cell[]] => {
          const column = columnOf(this.#table, name);
          return [name, Array.from(shown, (row) => cellAt(column, row))];
        }),
      ),
      facets: request.facets ? answered.facets : null,
    };
  }

  #refresh(): void {
    if (this.#version === this.#table.version) return;
    this.#version = this.#table.version;
    this.#ranks = new Map();
    this.#orders = new Recent(6);
    this.#answered = new Recent(4);
    const { ranks, highest } = this.#table.idRanks();
    const rows = new Int32Array(this.#table.length);
    for (let row = 0; row < rows.length; row += 1) rows[row] = row;
    this.#base = orderByKey(rows, ranks, highest);
  }

  #checkedSort(sort: Sort): Sort {
    for (const { column } of sort) {
      const known = viewColumns[this.#table.view].find(({ id }) => id === column);
      if (known === undefined) throw badQuery('unknown-column', `There is no column "${column}" here.`);
      if (!known.sortable)
        throw badQuery('sort-not-for-column', `The column "${known.label}" has no order of its own.`);
    }
    return sort.length > 0 ? sort : [{ column: this.#table.ownOrder, direction: 'asc' }];
  }

  /** Rows that match, in the wished order; equal rows by id. */
  #orderOf(answered: Answered, sort: Sort): Int32Array {
    const key = JSON.stringify(sort);
    const known = answered.orders.get(key);
    if (known !== undefined) return known;
    const { state, total } = answered.matches;
    // Sorting a few rows beats walking all of them.
    const few = total * 8 < this.#table.length;
    const rows = few
      ? this.#sorted(this.#matching(this.#base, state, total), sort)
      : this.#matching(
          this.#orders.get(key, () => this.#sorted(this.#base.slice(), sort)),
          state,
          total,
        );
    if (answered.orders.size >= 3) answered.orders.clear();
    answered.orders.set(key, rows);
    return rows;
  }

  #matching(order: Int32Array, state: Uint8Array, total: number): Int32Array {
    const rows = new Int32Array(total);
    let at = 0;
    for (const row of order) {
      if (state[row] !== 0) continue;
      rows[at] = row;
      at += 1;
    }
    return rows;
  }

  #sorted(rows: Int32Array, sort: Sort): Int32Array {
    return sort.toReversed().reduce((ordered, { column, direction }) => {
      const { ranks, highest } = this.#ranksOf(column);
      if (direction === 'asc') return orderByKey(ordered, ranks, highest);
      return orderByKey(ordered, reversed(ranks, highest, ordered), highest);
    }, rows);
  }

  #ranksOf(name: string): Ranks {
    let ranks = this.#ranks.get(name);
    if (ranks === undefined) {
      ranks = rankColumn(columnOf(this.#table, name), this.#table.length);
      this.#ranks.set(name, ranks);
    }
    return ranks;
  }
}

/** Places from the other end, for the rows in question. */
function reversed(ranks: Int32Array, highest: number, rows: Int32Array): Int32Array {
  const turned = new Int32Array(ranks.length);
  for (const row of rows) turned[row] = highest - (ranks[row] ?? 0);
  return turned;
}
