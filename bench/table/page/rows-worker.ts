import type { ViewWindow } from '../../../src-shared/views/view-query.ts';
import { rowCount, tableRow } from './rows.ts';

/** A question of {@link self}'s owner, with a number to know the answer by. */
export interface RowsQuestion {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly columns: readonly string[];
}

// Answers windows from another thread by structured clone, columns as arrays: what the bridge does.
self.addEventListener('message', ({ data }: MessageEvent<RowsQuestion>) => {
  const to = Math.min(data.to, rowCount);
  const rows = Array.from({ length: Math.max(0, to - data.from) }, (_, at) => tableRow(data.from + at));
  const column = (id: string): ViewWindow['columns'][string] =>
    rows.map((row) => Object.entries(row).find(([key]) => key === id)?.[1] ?? null);
  const answer: ViewWindow = {
    revision: 1,
    from: data.from,
    total: rowCount,
    unfilteredTotal: rowCount,
    ids: rows.map(({ id }) => id),
    columns: Object.fromEntries(data.columns.map((id) => [id, column(id)])),
    facets: null,
  };
  self.postMessage({ id: data.id, answer });
});
