import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { Cell, ViewWindow, ViewWindowRequest } from '../../../src-shared/views/view-query.ts';
import { cellAt } from './column.ts';
import { countFacets } from './facets.ts';
import { badQuery } from './filter-failure.ts';
import { type Matches, columnOf, matchRows } from './match-rows.ts';
import { type Ranks, rankColumn } from './ranks.ts';
import { type SortKey, selectRows } from './select-rows.ts';
import type { ViewTable } from './view-table.ts';

type Sort = ViewWindowRequest['sort'];

interface Answered {
  readonly matches: Matches;
  facets: ViewWindow['facets'];
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
 * Answers windows over one table. The places of rows are worked out once a column, matches and facets once a query; the
 * rows of a window are then picked out by their places.
 */
export class WindowEngine {
  readonly #table: ViewTable;
  #version = -1;
  #ranks = new Map<string, Ranks>();
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
    }));
    if (request.facets) answered.facets ??= countFacets(this.#table, answered.matches);
    const to = Math.min(request.to, request.from + mostRows);
    const shown = selectRows(answered.matches.rows, this.#keysOf(sort), request.from, to);
    return {
      revision,
      from: request.from,
      total: answered.matches.rows.length,
      unfilteredTotal: this.#table.alive,
      ids: shown.map((row) => this.#table.idAt(row)),
      columns: Object.fromEntries(
        request.columns.map((name): [string, Cell[]] => {
          const column = columnOf(this.#table, name);
          return [name, shown.map((row) => cellAt(column, row))];
        }),
      ),
      facets: request.facets ? answered.facets : null,
      ...(request.among === undefined ? {} : { among: this.#among(answered.matches.rows, request.among) }),
    };
  }

  /** Those of the ids that are among these rows. */
  #among(rows: Int32Array, ids: readonly string[]): string[] {
    const wanted = new Set(ids);
    const found: string[] = [];
    for (let at = 0; at < rows.length && found.length < wanted.size; at += 1) {
      const id = this.#table.idAt(rows[at] ?? 0);
      if (wanted.has(id)) found.push(id);
    }
    return found;
  }

  #refresh(): void {
    this.#table.settle?.();
    if (this.#version === this.#table.version) return;
    this.#version = this.#table.version;
    this.#ranks = new Map();
    this.#answered = new Recent(4);
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

  /** What to order by; rows that are equal in all of it are told apart by their ids. */
  #keysOf(sort: Sort): SortKey[] {
    const wished = sort.map(({ column, direction }) => ({
      ...this.#ranksOf(column),
      descending: direction === 'desc',
    }));
    return [...wished, { ...this.#table.idRanks(), descending: false }];
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
