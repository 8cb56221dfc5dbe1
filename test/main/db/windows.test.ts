import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { ViewFilter, ViewName } from '../../../src-shared/views/view-query.ts';
import { aPull, movableClock, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { rulesOracle, usersOracle } from '../../builders/oracle-rows.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { askOracle } from '../../builders/query-oracle.ts';
import { type SeededFacts, seededFacts } from '../../builders/seeded-facts.ts';

const moment = Date.parse('2026-02-03T04:05:06Z');
const ends: (() => void)[] = [];
let facts: SeededFacts;
let mirror: RebuildableMirror;

beforeAll(async () => {
  facts = seededFacts(700, 11);
  const clock = { ...movableClock(), now: () => moment };
  mirror = await openMirror(
    temporaryFolder((work) => ends.push(work)),
    clock,
  );
  const run = await runPull(aPull(new PagedTenant(facts), mirror, clock));
  expect(run.outcome).toBe('complete');
});

afterAll(async () => {
  await mirror.close();
  for (const end of ends) end();
});

/** Words that occur, in odd cases, and some that do not; short ones and ones with quotes. */
const words = [
  'anna',
  'AN',
  'müller',
  'straße',
  'STRASSE',
  '@example.org',
  'a',
  'łuk',
  'i',
  'İnes',
  'zzz',
  '"',
  'e.com',
  'viewer',
  'project-1',
  'newcomer',
  ' ',
  "o'",
  '7',
  'n.d',
];

function filterOf(view: ViewName): fc.Arbitrary<ViewFilter> {
  return fc.constantFrom(...viewColumns[view]).chain(({ id, kind }) => {
    const values = (from: readonly string[]): fc.Arbitrary<string[]> =>
      fc.array(fc.constantFrom(...from), { minLength: 1, maxLength: 3 });
    const known = [
      'local',
      'sso',
      'pre-authorised',
      'unknown',
      'Viewer',
      'Editor',
      'System administrator',
      'project-3',
      'vision',
      '/org/Team 1',
      'root@example.com',
      'Ready',
      'user',
      'group',
      'tenant',
      '3',
      '2',
      'Anna Müller',
      'nothing such',
    ];
    const plain = fc.oneof(
      fc.record({
        column: fc.constant(id),
        op: fc.constantFrom('is' as const, 'is-not' as const),
        values: values(known),
      }),
      fc.record({ column: fc.constant(id), op: fc.constant('contains' as const), values: values(words) }),
      fc.record({
        column: fc.constant(id),
        op: fc.constantFrom('empty' as const, 'not-empty' as const),
        values: fc.constant<string[]>([]),
      }),
    );
    if (kind !== 'time') return plain;
    const moments = ['2024-06-01', '2025-03-04T05:06:07Z', '2025-12-31T23:59:59.999Z'];
    return fc.oneof(
      plain,
      fc.record({
        column: fc.constant(id),
        op: fc.constantFrom('before' as const, 'after' as const),
        values: values(moments),
      }),
      fc.record({
        column: fc.constant(id),
        op: fc.constant('older-than-days' as const),
        values: values(['0', '90', '400.5']),
      }),
    );
  });
}

const queryOf = (view: ViewName) =>
  fc.record({
    view: fc.constant(view),
    search: fc.oneof(fc.constant(''), fc.constantFrom(...words)),
    filters: fc.array(filterOf(view), { maxLength: 3 }),
    sort: fc.array(
      fc.record({
        column: fc.constantFrom(...viewColumns[view].filter(({ sortable }) => sortable).map(({ id }) => id)),
        direction: fc.constantFrom('asc' as const, 'desc' as const),
      }),
      { maxLength: 3 },
    ),
  });

async function compare(view: 'users' | 'access-rules', runs: number): Promise<number> {
  const rows = view === 'users' ? usersOracle(facts) : rulesOracle(facts);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const searched = view === 'users' ? ['email', 'name'] : ['subjectId', 'roleName', 'scopeName'];
  const columns = viewColumns[view].map(({ id }) => id);
  const compareIds =
    view === 'users' ? undefined : (left: string, right: string): number => Number(left) - Number(right);
  let matched = 0;
  await fc.assert(
    fc.asyncProperty(queryOf(view), fc.nat(300), async (query, from) => {
      const expected = askOracle(rows, query, moment, searched, compareIds);
      const window = await mirror.window({ ...query, from, to: from + 60, columns, facets: true });
      matched += window.total;
      expect(window.total).toBe(expected.ids.length);
      expect(window.unfilteredTotal).toBe(rows.length);
      expect(window.ids).toEqual(expected.ids.slice(from, from + 60));
      for (const [at, id] of window.ids.entries())
        for (const name of columns)
          expect(window.columns[name]?.[at]).toEqual(byId.get(id)?.cells[name] ?? null);
      for (const [name, values] of Object.entries(expected.facets))
        expect(window.facets?.[name]?.map(({ value, count }) => ({ value, count }))).toEqual(values);
    }),
    { numRuns: runs, seed: 20261123 },
  );
  return matched;
}

describe('a window says what the rows say', () => {
  test('users: random search, filters, sorts and facets against the slow way', async () => {
    expect(await compare('users', 250)).toBeGreaterThan(10_000);
  });

  test('access rules: the same', async () => {
    expect(await compare('access-rules', 120)).toBeGreaterThan(10_000);
  });

  test('all eight views answer, with as many rows as info() counts', async () => {
    const { counts } = await mirror.info();
    expect(counts).toEqual({
      users: usersOracle(facts).length,
      'access-rules': 2100,
      roles: 8,
      groups: 10,
      'service-accounts': 6,
      projects: 12,
      departments: 4,
      clusters: 3,
    });
    for (const [view, count] of Object.entries(counts) as [ViewName, number][]) {
      const columns = viewColumns[view].map(({ id }) => id);
      const window = await mirror.window({
        view,
        search: '',
        filters: [],
        sort: [],
        from: 0,
        to: 500,
        columns,
        facets: true,
      });
      expect(window.total, view).toBe(count);
      expect(window.ids).toHaveLength(Math.min(500, count));
    }
  });

  test('an unknown column, an order that is none, and a filter that does not fit are refused as input', async () => {
    const ask = (more: object) =>
      mirror.window({
        view: 'users',
        search: '',
        filters: [],
        sort: [],
        from: 0,
        to: 1,
        columns: [],
        facets: false,
        ...more,
      });
    const refused = (reason: string): object => ({ body: { kind: 'input', reason } });
    await expect(ask({ columns: ['password'] })).rejects.toMatchObject(refused('unknown-column'));
    await expect(ask({ sort: [{ column: 'roles', direction: 'asc' }] })).rejects.toMatchObject(
      refused('sort-not-for-column'),
    );
    await expect(
      ask({ filters: [{ column: 'email', op: 'before', values: ['2026-01-01'] }] }),
    ).rejects.toMatchObject(refused('filter-not-for-column'));
    await expect(
      ask({ filters: [{ column: 'lastLogin', op: 'after', values: ['soon'] }] }),
    ).rejects.toMatchObject(refused('filter-value-invalid'));
  });
});

test('of ids that are asked about, those are told that match, wherever they stand', async () => {
  for (const view of ['users', 'access-rules', 'roles'] as const) {
    const ask = (search: string, to: number, among?: readonly string[]) =>
      mirror.window({
        view,
        search,
        filters: [],
        sort: [],
        from: 0,
        to,
        columns: [],
        facets: false,
        ...(among === undefined ? {} : { among: [...among] }),
      });
    const all = await ask('', 500);
    const found = await ask('an', 500);
    expect(found.ids.length).toBeGreaterThan(0);
    expect(found.ids.length).toBeLessThan(all.ids.length);
    expect(found.among).toBeUndefined();
    const picked = all.ids.filter((_, at) => at % 3 === 0);
    const { ids, among } = await ask('an', 0, [...picked, 'no id of ours']);
    expect(ids).toEqual([]);
    expect(new Set(among)).toEqual(new Set(found.ids.filter((id) => picked.includes(id))));
  }
});
