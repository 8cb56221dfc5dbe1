import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import type { ViewWindow } from '../../../src-shared/views/view-query.ts';
import { rowsOf } from './grid-row.ts';
import type { GridRow } from './grid-row.ts';
import { createPageCache } from './page-cache.ts';
import type { PageCache } from './page-cache.ts';

/** Rows `from` (inclusive) to `to` (exclusive) of the present question. */
export type FetchWindow = (range: {
  readonly from: number;
  readonly to: number;
  readonly facets: boolean;
}) => Promise<Envelope<ViewWindow>>;

/** What the grid, the counters and the filter bar draw from. Replaced, never changed. */
export interface SourceState {
  /** Rows that match; null until the first answer ever. */
  readonly total: number | null;
  readonly unfilteredTotal: number | null;
  readonly facets: NonNullable<ViewWindow['facets']>;
  readonly error: ErrorBody | null;
  /** The first window of the present question is still on its way. */
  readonly waiting: boolean;
}

/** Rows of one view, fetched in pages as they come into sight. */
export interface WindowSource {
  state(): SourceState;
  subscribe(listener: () => void): () => void;
  row(index: number): GridRow | undefined;
  /**
   * Says which rows are in sight (last exclusive); missing pages are fetched, the newest wish first, and then those of
   * `ahead` more rows: below, or above when it is negative.
   */
  want(first: number, last: number, ahead?: number): void;
  /**
   * A new question. With `keep: 'rows'` (same question, newer facts) each old row stays until its page came again;
   * with `keep: 'until-answer'` the old rows stay until the first answer and go together.
   */
  ask(fetch: FetchWindow, keep: 'rows' | 'until-answer'): void;
  /** The rows of a range, whether in memory or not; an error body when one of its pages failed. */
  rowsBetween(first: number, last: number): Promise<Envelope<readonly GridRow[]>>;
  dispose(): void;
}

/** Rows a page; small enough to cross the process border in half a millisecond (performance §5). */
export const pageSize = 100;
/** Pages in memory: 6,000 rows. */
const capacity = 60;
/** Requests on their way at once; a fling must not queue up what is no longer in sight. */
const parallel = 2;
/** Rows asked for in one go by {@link WindowSource.rowsBetween}; the contract's limit. */
const longest = 500;

const unknown: SourceState = { total: null, unfilteredTotal: null, facets: {}, error: null, waiting: true };

/**
 * Makes a {@link WindowSource}.
 *
 * @param schedule runs a callback at the next frame; listeners hear of many answers once
 */
export function createWindowSource(schedule: (run: () => void) => void): WindowSource {
  type Page = readonly GridRow[];
  let pages: PageCache<Page> = createPageCache(capacity);
  let old: PageCache<Page> | null = null;
  let keepRows = false;
  let fetch: FetchWindow | null = null;
  let turn = 0;
  let wanted = { first: 0, last: pageSize, ahead: 0 };
  let state = unknown;
  let told = true;
  const onTheirWay = new Set<number>();
  const failed = new Set<number>();
  const listeners = new Set<() => void>();

  const tell = (): void => {
    if (!told) return;
    told = false;
    schedule(() => {
      told = true;
      for (const listener of listeners) listener();
    });
  };

  const lastPage = (): number =>
    state.waiting || state.total === null ? Number.MAX_SAFE_INTEGER : Math.ceil(state.total / pageSize) - 1;

  const take = (page: number, answer: ViewWindow): void => {
    const first = state.waiting;
    if (first && !keepRows) old = null;
    pages.set(page, rowsOf(answer));
    const news =
      first ||
      answer.facets !== null ||
      state.error !== null ||
      answer.total !== state.total ||
      answer.unfilteredTotal !== state.unfilteredTotal;
    // The same object while only rows come, so that nobody but the rows is drawn anew.
    if (news)
      state = {
        total: answer.total,
        unfilteredTotal: answer.unfilteredTotal,
        facets: answer.facets ?? state.facets,
        error: null,
        waiting: false,
      };
    const from = Math.floor(wanted.first / pageSize);
    const to = Math.min(Math.floor(Math.max(wanted.first, wanted.last - 1) / pageSize), lastPage());
    let complete = true;
    for (let each = from; each <= to; each += 1) if (!pages.has(each)) complete = false;
    if (complete) old = null;
  };

  const load = async (page: number): Promise<void> => {
    if (fetch === null) return;
    const mine = turn;
    onTheirWay.add(page);
    const facets = state.waiting && onTheirWay.size === 1;
    const outcome = await fetch({ from: page * pageSize, to: (page + 1) * pageSize, facets });
    if (mine !== turn) return;
    onTheirWay.delete(page);
    if (outcome.ok) take(page, outcome.data);
    else {
      failed.add(page);
      state = { ...state, error: outcome.error, waiting: false };
    }
    tell();
    next();
  };

  const next = (): void => {
    const pageOf = (row: number): number => Math.floor(row / pageSize);
    const { first, last, ahead } = wanted;
    const from = pageOf(first);
    const to = pageOf(Math.max(first, last - 1));
    const end = lastPage();
    const request = (page: number): boolean => {
      if (onTheirWay.size >= parallel) return false;
      if (!pages.has(page) && !onTheirWay.has(page) && !failed.has(page)) void load(page);
      return true;
    };
    for (let page = from; page <= to && page <= end; page += 1) if (!request(page)) return;
    // Before the first answer nobody knows whether there is more.
    if (state.waiting) return;
    for (let page = to + 1; page <= Math.min(end, pageOf(last - 1 + ahead)); page += 1)
      if (!request(page)) return;
    for (let page = from - 1; page >= Math.max(0, pageOf(first + ahead)); page -= 1)
      if (!request(page)) return;
  };

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    row(index) {
      const page = Math.floor(index / pageSize);
      return (pages.get(page) ?? old?.get(page))?.[index % pageSize];
    },
    want(first, last, ahead = 0) {
      wanted = { first, last, ahead };
      next();
    },
    ask(newFetch, keep) {
      turn += 1;
      fetch = newFetch;
      onTheirWay.clear();
      failed.clear();
      if (pages.size > 0) old = pages;
      pages = createPageCache(capacity);
      keepRows = keep === 'rows';
      if (!keepRows) wanted = { first: 0, last: pageSize, ahead: 0 };
      state = { ...state, error: null, waiting: true };
      tell();
      next();
    },
    async rowsBetween(first, last) {
      const rows: GridRow[] = [];
      const ask = fetch;
      if (ask === null) return { ok: true, data: rows };
      for (let from = first; from < last; from += longest) {
        const outcome = await ask({ from, to: Math.min(last, from + longest), facets: false });
        if (!outcome.ok) return outcome;
        rows.push(...rowsOf(outcome.data));
      }
      return { ok: true, data: rows };
    },
    dispose() {
      turn += 1;
      fetch = null;
      listeners.clear();
    },
  };
}
