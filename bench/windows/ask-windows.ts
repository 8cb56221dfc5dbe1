import type { RebuildableMirror } from '../../src-main/db/create-mirror.ts';
import type { ViewFilter, ViewWindowRequest } from '../../src-shared/views/view-query.ts';
import { viewColumns } from '../../src-shared/views/view-columns.ts';
import { type Figure, percentile } from '../measure.ts';
import { mixed } from '../sync/big-facts.ts';

const needles = [
  'anna',
  'smith',
  'com',
  'mueller',
  '00042',
  'felix00',
  'zzz',
  'an',
  'rosa03',
  'garcia@example',
  'tina',
  '7',
  'o. nils',
  'kowalski',
];
const filters: readonly ViewFilter[] = [
  { column: 'type', op: 'is', values: ['local'] },
  { column: 'type', op: 'is', values: ['sso'] },
  { column: 'roles', op: 'is', values: ['Viewer', 'Editor'] },
  { column: 'scopes', op: 'is', values: ['project-7', 'cluster-1'] },
  { column: 'lastLogin', op: 'older-than-days', values: ['400'] },
  { column: 'createdAt', op: 'after', values: ['2024-01-01'] },
  { column: 'groups', op: 'is-not', values: ['/org/site-3'] },
  { column: 'name', op: 'contains', values: ['an', 'ro'] },
  { column: 'createdBy', op: 'is', values: ['sso'] },
];
const sortable = viewColumns.users.filter((column) => column.sortable).map(({ id }) => id);
const shown = ['email', 'type', 'roles', 'scopes', 'lastLogin', 'name', 'ruleCount', 'createdAt'];

/** A query made from its number: search, up to two filters, one or two sorts, facets, a window of 100 rows. */
function queryOf(number: number): ViewWindowRequest {
  const pick = <T>(from: readonly T[], salt: number): T[] => {
    const found = from[mixed(number, salt) % from.length];
    return found === undefined ? [] : [found];
  };
  const from = (mixed(number, 1) % 8) * 100;
  return {
    view: 'users',
    search: mixed(number, 2) % 5 < 3 ? (pick(needles, 3)[0] ?? '') : '',
    filters: [
      ...(mixed(number, 4) % 3 > 0 ? pick(filters, 5) : []),
      ...(mixed(number, 6) % 3 > 1 ? pick(filters, 7) : []),
    ],
    sort: [...pick(sortable, 8), ...(mixed(number, 9) % 3 === 0 ? pick(sortable, 10) : [])].map(
      (column, at) => ({
        column,
        direction: mixed(number, 11 + at) % 2 === 0 ? 'asc' : 'desc',
      }),
    ),
    from,
    to: from + 100,
    columns: shown,
    facets: true,
  };
}

/** The same questions are asked so often; other work of the machine only ever adds time, so the best round counts. */
const rounds = 3;

/** Asks a mirror so many different questions, one after the other; the time is that of the asker. */
export async function askWindows(
  mirror: RebuildableMirror,
  questions: number,
  label: string,
  limit: number,
): Promise<readonly Figure[]> {
  // The first order by a column is worked out once a revision; it is told apart.
  const first: number[] = [];
  for (const column of sortable) {
    const started = performance.now();
    await mirror.window({ ...queryOf(0), search: '', filters: [], sort: [{ column, direction: 'asc' }] });
    first.push(performance.now() - started);
  }
  const best = { fresh: [] as readonly number[], scrolled: [] as readonly number[] };
  for (let round = 0; round < rounds; round += 1) {
    const { fresh, scrolled } = await askAll(mirror, questions);
    if (round === 0 || percentile(fresh, 95) < percentile(best.fresh, 95)) best.fresh = fresh;
    if (round === 0 || percentile(scrolled, 95) < percentile(best.scrolled, 95)) best.scrolled = scrolled;
  }
  return [
    {
      name: `windows at ${label}: search, filters, sorts, totals, facets, p95`,
      value: percentile(best.fresh, 95),
      unit: 'ms',
      limit,
    },
    {
      name: `windows at ${label}: the same, median`,
      value: percentile(best.fresh, 50),
      unit: 'ms',
      limit: null,
    },
    {
      name: `windows at ${label}: scrolling on, p95`,
      value: percentile(best.scrolled, 95),
      unit: 'ms',
      limit,
    },
    {
      name: `windows at ${label}: first order by a column, worst`,
      value: Math.max(...first),
      unit: 'ms',
      limit: null,
    },
  ];
}

/** One round: each question, and the window below it. */
async function askAll(
  mirror: RebuildableMirror,
  questions: number,
): Promise<{ readonly fresh: readonly number[]; readonly scrolled: readonly number[] }> {
  const fresh: number[] = [];
  const scrolled: number[] = [];
  for (let number = 1; number <= questions; number += 1) {
    const query = queryOf(number);
    const started = performance.now();
    await mirror.window(query);
    fresh.push(performance.now() - started);
    const again = performance.now();
    await mirror.window({ ...query, from: query.from + 100, to: query.to + 100, facets: false });
    scrolled.push(performance.now() - again);
  }
  return { fresh, scrolled };
}
