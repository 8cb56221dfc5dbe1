import { expect, test } from 'vitest';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import { freshMirrors } from '../../builders/fresh-mirrors.ts';
import { aPull, movableClock, runPull } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

/*
 * Something goes and something else comes while the pages of a list are read, by whomever: the numbers stay as they were, and
 * yet what follows is pulled across a page's border, unread. Where two pages meet tells it.
 */

const freshMirror = freshMirrors();

type MovedKind = 'access-rules' | 'users';

async function idsIn(mirror: RebuildableMirror, view: MovedKind): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let from = 0, total = 1; from < total; from += 500) {
    const window = await mirror.window({
      view,
      search: '',
      filters: [],
      sort: [],
      from,
      to: from + 500,
      columns: [],
      facets: false,
    });
    // Accounts that only rules know are no facts of this list.
    for (const id of window.ids) if (!id.startsWith('pre-authorised:')) ids.add(id);
    total = window.total;
  }
  return ids;
}

const idsOf = (rows: readonly Record<string, unknown>[]): Set<string> =>
  new Set(rows.map(({ id }) => String(id)));

/** A turn later: pages that were asked for together and wait for nothing are answered by then. */
const aTurn = async (): Promise<void> => {
  await new Promise((resolve) => void setImmediate(resolve));
};

/** One goes and another comes after the pages before this one are answered, and before it and those behind it are. */
function movesBefore(tenant: PagedTenant, kind: MovedKind, page: number): () => number {
  const rows = tenant.facts[kind];
  let moved = 0;
  tenant.beforePage = async (asked, offset) => {
    if (asked !== kind || Math.floor(offset / 490) < page || moved > 0) return;
    await aTurn();
    if (moved > 0) return;
    moved += 1;
    const [row] = rows.splice(30, 1);
    const made = kind === 'users' ? { id: 'new-1', username: 'zz-new@example.com' } : { id: 999_999 };
    rows.push({ ...row, ...made });
  };
  return () => moved;
}

test.each([
  ['access-rules', 1],
  ['access-rules', 2],
  ['users', 1],
  ['users', 2],
] as const)(
  'of %s somebody else removes one and makes one before page %i: none is missed',
  async (kind, page) => {
    const tenant = new PagedTenant(seededFacts(kind === 'users' ? 1300 : 450));
    const mirror = await freshMirror();
    await runPull(aPull(tenant, mirror));
    const moved = movesBefore(tenant, kind, page);
    const run = await runPull(aPull(tenant, mirror));
    expect(moved()).toBe(1);
    expect(run.outcome).toBe('complete');
    expect(await idsIn(mirror, kind)).toEqual(idsOf(tenant.facts[kind]));
  },
);

test('a first sync notices it, too', async () => {
  const tenant = new PagedTenant(seededFacts(450));
  const mirror = await freshMirror();
  const moved = movesBefore(tenant, 'access-rules', 1);
  expect((await runPull(aPull(tenant, mirror))).outcome).toBe('complete');
  expect(moved()).toBe(1);
  expect(await idsIn(mirror, 'access-rules')).toEqual(idsOf(tenant.facts['access-rules']));
});

test('so does one of a list that the tenant does not count', async () => {
  const tenant = new PagedTenant(seededFacts(1300));
  tenant.uncounted.add('users');
  const mirror = await freshMirror();
  const moved = movesBefore(tenant, 'users', 1);
  expect((await runPull(aPull(tenant, mirror))).outcome).toBe('complete');
  expect(moved()).toBe(1);
  expect(await idsIn(mirror, 'users')).toEqual(idsOf(tenant.facts.users));
});

test('one that was broken off and goes on holds its pages against those that were read before', async () => {
  const tenant = new PagedTenant(seededFacts(900));
  const rules = tenant.facts['access-rules'];
  const clock = movableClock();
  const mirror = await freshMirror(clock);
  const abort = new AbortController();
  const moved = movesBefore(tenant, 'access-rules', 1);
  const { beforePage } = tenant;
  tenant.beforePage = async (kind, offset) => {
    await beforePage(kind, offset);
    if (kind === 'access-rules' && offset > 1900) abort.abort();
  };
  expect(await runPull(aPull(tenant, mirror, clock), { signal: abort.signal })).toMatchObject({
    outcome: 'cancelled',
  });
  expect(moved()).toBe(1);
  tenant.beforePage = () => {};
  expect((await runPull(aPull(tenant, mirror, clock))).outcome).toBe('complete');
  expect(await idsIn(mirror, 'access-rules')).toEqual(idsOf(rules));
});

test('what goes and comes all the time removes nothing, and is called partial', async () => {
  const tenant = new PagedTenant(seededFacts(450));
  const mirror = await freshMirror();
  await runPull(aPull(tenant, mirror));
  const rules = tenant.facts['access-rules'];
  const known = await idsIn(mirror, 'access-rules');
  let made = 900_000;
  tenant.beforePage = async (kind, offset) => {
    if (kind !== 'access-rules' || offset < 900) return;
    await aTurn();
    rules.push({ ...rules.shift(), id: (made += 1) });
  };
  expect(await runPull(aPull(tenant, mirror))).toMatchObject({
    outcome: 'partial',
    error: { reason: 'kept-changing' },
  });
  const now = await idsIn(mirror, 'access-rules');
  for (const id of known) expect(now).toContain(id);
});

test.each([
  [499, 1],
  [500, 2],
  [998, 2],
  [999, 3],
])('%i users at rest are read with %i requests', async (users, pages) => {
  const tenant = new PagedTenant(seededFacts(users));
  const mirror = await freshMirror();
  expect((await runPull(aPull(tenant, mirror))).outcome).toBe('complete');
  expect(tenant.requests.filter((request) => request.startsWith('page users'))).toHaveLength(pages);
  expect(await idsIn(mirror, 'users')).toEqual(idsOf(tenant.facts.users));
});
