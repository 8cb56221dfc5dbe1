import type { ViewColumn } from '../../src-shared/views/view-columns.ts';
import { viewColumns } from '../../src-shared/views/view-columns.ts';
import { parseFilter, parseSort, type Understood } from '../../src-shared/views/filter-text.ts';
import type { Cell, ViewName, ViewQuery } from '../../src-shared/views/view-query.ts';
import { note, printList } from './output.ts';
import type { CliRun } from './run.ts';
import { usageError } from './usage-error.ts';

/** Options of every list. */
export interface ListOptions {
  readonly search?: string;
  readonly filter?: readonly string[];
  readonly sort?: readonly string[];
  readonly limit?: number;
  readonly columns?: string;
}

/** Rows a call may bring at once. */
const windowSize = 500;
/** Rows a table shows when nothing was said; files and pipes in JSON or CSV get all. */
const tableRows = 100;

function understood<T>(one: Understood<T>): T {
  if (one.ok) return one.value;
  throw usageError(one.problem);
}

function chosenColumns(view: ViewName, run: CliRun, text: string | undefined): readonly ViewColumn[] {
  const all = viewColumns[view];
  if (text === undefined) return run.format === 'table' ? all.filter((column) => column.shown) : all;
  return text.split(',').map((one) => {
    const column = all.find(({ id }) => id.toLowerCase() === one.trim().toLowerCase());
    if (column !== undefined) return column;
    throw usageError(`There is no column “${one.trim()}”. There are: ${all.map(({ id }) => id).join(', ')}.`);
  });
}

/** The rows of a query, window by window. */
export async function readRows(
  run: CliRun,
  query: ViewQuery,
  columns: readonly string[],
  limit: number,
): Promise<{ ids: string[]; rows: Cell[][]; total: number; unfilteredTotal: number }> {
  const ids: string[] = [];
  const rows: Cell[][] = [];
  for (;;) {
    const from = ids.length;
    const to = Math.min(limit, from + windowSize);
    const window = await run.call('views.window', {
      ...query,
      from,
      to,
      columns: [...columns],
      facets: false,
    });
    ids.push(...window.ids);
    window.ids.forEach((_, at) => rows.push(columns.map((column) => window.columns[column]?.[at] ?? null)));
    const { total, unfilteredTotal } = window;
    if (window.ids.length === 0 || ids.length >= Math.min(limit, total))
      return { ids, rows, total, unfilteredTotal };
  }
}

/** The rows that a list with these options shows, without an order. Rejects with `input` for what is no filter. */
export function readMatching(
  run: CliRun,
  view: ViewName,
  { search, filter }: { readonly search?: string; readonly filter?: readonly string[] },
  columns: readonly string[],
  limit: number,
): ReturnType<typeof readRows> {
  const filters = (filter ?? []).map((text) => understood(parseFilter(view, text)));
  return readRows(run, { view, search: search ?? '', filters, sort: [] }, columns, limit);
}

/** How old the mirror is, in words. */
export function ageInWords(asOf: string | null, now: number): string {
  if (asOf === null) return 'never synced; run: rolebook sync';
  const minutes = Math.max(0, Math.round((now - Date.parse(asOf)) / 60_000));
  if (minutes < 1) return 'as of just now';
  if (minutes < 120) return `as of ${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `as of ${hours} h ago` : `as of ${Math.round(hours / 24)} days ago`;
}

/** Prints a view with the list options. Works offline; how old the data is goes to standard error. */
export async function listView(run: CliRun, view: ViewName, options: ListOptions): Promise<void> {
  const query: ViewQuery = {
    view,
    search: options.search ?? '',
    filters: (options.filter ?? []).map((text) => understood(parseFilter(view, text))),
    sort: (options.sort ?? []).map((text) => understood(parseSort(view, text))),
  };
  const chosen = chosenColumns(view, run, options.columns);
  // In files the column of marks is always there; on a screen only where an open change makes something of a row.
  const unasked = run.format === 'table' && options.columns === undefined;
  const mark = unasked ? viewColumns[view].filter(({ id }) => id === 'pending') : [];
  const read = [...mark, ...chosen];
  const limit = options.limit ?? (run.format === 'table' ? tableRows : 0);
  await run.openTenant();
  const answer = await readRows(
    run,
    query,
    read.map((column) => column.id),
    limit === 0 ? Number.MAX_SAFE_INTEGER : limit,
  );
  const first = mark.length > 0 && answer.rows.every(([marked]) => marked === null) ? 1 : 0;
  const columns = read.slice(first);
  const shownRows = answer.rows.map((row) => row.slice(first));
  const shape = columns.map(({ id, label, kind }) => ({ id, label, right: kind === 'number' }));
  // Scripts need what a row is told apart by, whatever columns they chose.
  if (run.format === 'json' && !columns.some((column) => column.id === 'id')) {
    const rows = shownRows.map((row, at) => [answer.ids[at] ?? '', ...row]);
    printList(run, [{ id: 'id', label: 'Id' }, ...shape], rows);
  } else printList(run, shape, shownRows);
  const { mirrorAsOf } = await run.call('session.state', {});
  const shown =
    answer.rows.length < answer.total
      ? `${answer.rows.length} of ${answer.total} shown (--limit 0 for all)`
      : `${answer.total}`;
  const of = answer.total < answer.unfilteredTotal ? `, out of ${answer.unfilteredTotal}` : '';
  note(run.io, `${shown}${of}, ${ageInWords(mirrorAsOf, run.io.now())}`);
}
