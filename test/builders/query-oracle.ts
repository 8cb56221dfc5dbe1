import type { Cell, ViewFilter, ViewQuery } from '../../src-shared/views/view-query.ts';
import { viewColumns } from '../../src-shared/views/view-columns.ts';

/** A row as a person would write it down: its id and what each cell shows. */
export interface OracleRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** What the oracle says about a query. */
export interface OracleAnswer {
  readonly ids: string[];
  readonly facets: Record<string, { value: string; count: number }[]>;
}

const day = 86_400_000;
const fold = (text: string): string => text.toLowerCase();
const bytes = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

function textsOf(cell: Cell): string[] {
  if (cell === null) return [];
  return Array.isArray(cell) ? cell : [String(cell)];
}

function passes(cell: Cell, filter: ViewFilter, now: number): boolean {
  const texts = textsOf(cell);
  switch (filter.op) {
    case 'is':
      return texts.some((text) => filter.values.includes(text));
    case 'is-not':
      return !texts.some((text) => filter.values.includes(text));
    case 'contains':
      return filter.values.some((value) => texts.some((text) => fold(text).includes(fold(value))));
    case 'before':
      return cell !== null && filter.values.some((value) => Date.parse(String(cell)) < Date.parse(value));
    case 'after':
      return cell !== null && filter.values.some((value) => Date.parse(String(cell)) >= Date.parse(value));
    case 'older-than-days':
      return filter.values.some(
        (days) =>
          cell === null || Date.parse(String(cell)) < Math.floor(now / 60_000) * 60_000 - Number(days) * day,
      );
    case 'empty':
      return texts.length === 0;
    case 'not-empty':
      return texts.length > 0;
    default:
      return filter.op satisfies never;
  }
}

function compareCells(left: Cell, right: Cell, time: boolean): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (time) return Date.parse(String(left)) - Date.parse(String(right));
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return bytes(fold(String(left)), fold(String(right)));
}

/** Answers a query the slow and obvious way, over all rows. */
export function askOracle(
  rows: readonly OracleRow[],
  query: ViewQuery,
  now: number,
  searched: readonly string[],
  compareIds: (left: string, right: string) => number = (left, right) => bytes(fold(left), fold(right)),
): OracleAnswer {
  const columns = viewColumns[query.view];
  const needle = fold(query.search.trim());
  const found = rows.filter(
    ({ cells }) =>
      needle === '' ||
      searched.some((name) => textsOf(cells[name] ?? null).some((text) => fold(text).includes(needle))),
  );
  const matching = (filters: readonly ViewFilter[]): OracleRow[] =>
    found.filter(({ cells }) => filters.every((filter) => passes(cells[filter.column] ?? null, filter, now)));
  const sort =
    query.sort.length > 0 ? query.sort : [{ column: columns[0]?.id ?? '', direction: 'asc' as const }];
  const ids = matching(query.filters)
    .toSorted((left, right) => {
      for (const { column, direction } of sort) {
        const time = columns.find(({ id }) => id === column)?.kind === 'time';
        const order = compareCells(left.cells[column] ?? null, right.cells[column] ?? null, time);
        if (order !== 0) return direction === 'asc' ? order : -order;
      }
      return compareIds(left.id, right.id);
    })
    .map(({ id }) => id);
  const facets = Object.fromEntries(
    columns
      .filter(({ facet }) => facet)
      .map(({ id }) => {
        const counts = new Map<string, number>();
        for (const { cells } of matching(query.filters.filter(({ column }) => column !== id)))
          for (const text of textsOf(cells[id] ?? null)) counts.set(text, (counts.get(text) ?? 0) + 1);
        const values = [...counts]
          .map(([value, count]) => ({ value, count }))
          .toSorted(
            (left, right) =>
              right.count - left.count ||
              bytes(fold(left.value), fold(right.value)) ||
              bytes(left.value, right.value),
          );
        return [id, values.slice(0, 200)];
      }),
  );
  return { ids, facets };
}
