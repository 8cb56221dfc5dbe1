import type { ViewWindow } from '../../../src-shared/views/view-query.ts';
import { rowCount, tableRow } from './rows.ts';

/** A question of {@link self}'s owner, with a number to know the answer by. */
export interface RowsQuestion {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

// Answers windows from another thread by structured clone, columns as arrays: what the bridge does.
self.addEventListener('message', ({ data }: MessageEvent<RowsQuestion>) => {
  const to = Math.min(data.to, rowCount);
  const rows = Array.from({ length: Math.max(0, to - data.from) }, (_, at) => tableRow(data.from + at));
  const answer: ViewWindow = {
    revision: 1,
    from: data.from,
    total: rowCount,
    unfilteredTotal: rowCount,
    ids: rows.map(({ id }) => id),
    columns: {
      email: rows.map(({ email }) => email),
      type: rows.map(({ type }) => type),
      roles: rows.map(({ roles }) => [...roles]),
      scopes: rows.map(({ scopes }) => [...scopes]),
      lastLogin: rows.map(({ lastLogin }) => lastLogin),
      name: rows.map(({ name }) => name),
      ruleCount: rows.map(({ ruleCount }) => ruleCount),
      createdAt: rows.map(({ createdAt }) => createdAt),
    },
    facets: null,
  };
  self.postMessage({ id: data.id, answer }, { transfer: [] });
});
