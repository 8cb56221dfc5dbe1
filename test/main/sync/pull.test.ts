import { describe, expect, test } from 'vitest';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import type { FactKind, SyncProgress } from '../../../src-shared/domain/sync-state.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { freshMirrors } from '../../builders/fresh-mirrors.ts';
import { aPull, movableClock, runPull } from '../../builders/opened-mirror.ts';
import { usersOracle } from '../../builders/oracle-rows.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const freshMirror = freshMirrors();

async function allIds(mirror: RebuildableMirror, view: 'users' | 'access-rules'): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let from = 0; ; from += 500) {
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
    for (const id of window.ids) ids.add(id);
    if (from + 500 >= window.total) return ids;
  }
}

function refusal(kind: 'not-permitted' | 'network' | 'tenant', status: number | null = null): RolebookError {
  return new RolebookError({
    kind,
    origin: 'cloud',
    reason: 'scripted',
    message: `Scripted ${kind}.`,
    status,
  });
}

const wait = async (until: () => boolean): Promise<void> => {
  while (!until()) await new Promise((resolve) => setImmediate(resolve));
};

describe('a pull', () => {
  test('brings every fact of every kind, at most four requests at a time', async () => {
    const facts = seededFacts(1234);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    const notices: SyncProgress[] = [];
    const run = await runPull(aPull(tenant, mirror), { onProgress: (progress) => notices.push(progress) });
    const total = Object.values(facts).reduce((sum, list) => sum + list.length, 0);
    expect(run).toMatchObject({
      outcome: 'complete',
      error: null,
      held: null,
      rows: total,
      added: total,
      changed: 0,
      removed: 0,
    });
    expect(run.requests).toBe(tenant.requests.length);
    expect(tenant.mostInFlight).toBeLessThanOrEqual(4);
    expect(tenant.mostInFlight).toBeGreaterThan(1);
    expect(await allIds(mirror, 'users')).toEqual(new Set(usersOracle(facts).map(({ id }) => id)));
    expect((await allIds(mirror, 'access-rules')).size).toBe(1234 * 3);
    expect(notices.at(-1)?.facts.map(({ state }) => state)).toEqual(Array.from({ length: 9 }, () => 'done'));
    expect(notices.every(({ rows }, at) => rows >= (notices[at - 1]?.rows ?? 0))).toBe(true);
    const record = await mirror.record('users', String(facts.users[3]?.['id']));
    expect(JSON.parse(record?.raw ?? '{}')).toEqual(facts.users[3]);
  });

  test('of an unchanged tenant builds nothing and only makes the mirror young again', async () => {
    const tenant = new PagedTenant(seededFacts(600));
    const clock = movableClock();
    const mirror = await freshMirror(clock);
    await runPull(aPull(tenant, mirror, clock));
    const before = await mirror.info();
    clock.shift = 60_000;
    const run = await runPull(aPull(tenant, mirror, clock));
    const after = await mirror.info();
    expect(run).toMatchObject({ outcome: 'complete', added: 0, changed: 0, removed: 0 });
    expect(after.revision).toBe(before.revision);
    expect(Date.parse(after.asOf ?? '') - Date.parse(before.asOf ?? '')).toBeGreaterThanOrEqual(60_000);
  });

  test('counts what was added, changed and removed', async () => {
    const facts = seededFacts(900);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    await runPull(aPull(tenant, mirror));
    facts.users.splice(10, 3);
    facts.users.push({
      id: 'new-1',
      username: 'zz@example.com',
      createdAt: null,
      updatedAt: null,
      lastLogin: null,
      isLocal: true,
    });
    facts['access-rules'][7] = { ...facts['access-rules'][7], status: { phase: 'Deleting' } };
    facts.clusters[0] = { ...facts.clusters[0], version: '9.9' };
    const run = await runPull(aPull(tenant, mirror));
    expect(run).toMatchObject({ outcome: 'complete', added: 1, changed: 2, removed: 3 });
    expect((await mirror.info()).revision).toBe(2);
    expect(await allIds(mirror, 'users')).toEqual(new Set(usersOracle(facts).map(({ id }) => id)));
  });

  test('keeps the facts of a kind that may not be read, and says so', async () => {
    const facts = seededFacts(300);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    await runPull(aPull(tenant, mirror));
    facts.users.splice(0, 2);
    tenant.beforePage = (kind) => {
      if (kind === 'access-rules') throw refusal('not-permitted', 403);
    };
    const run = await runPull(aPull(tenant, mirror));
    expect(run).toMatchObject({ outcome: 'partial', removed: 2, error: { kind: 'not-permitted' } });
    expect((await allIds(mirror, 'access-rules')).size).toBe(900);
    // And when it may be read again, the kept facts are no ghosts.
    tenant.beforePage = () => {};
    facts['access-rules'].splice(0, 5);
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({ outcome: 'complete', removed: 5 });
    expect((await allIds(mirror, 'access-rules')).size).toBe(895);
  });

  test.each<[string, FactKind]>([
    ['users', 'users'],
    ['roles', 'roles'],
    ['rules', 'access-rules'],
  ])('a page of %s that is no JSON fails its kind only', async (_, broken) => {
    const facts = seededFacts(300);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    await runPull(aPull(tenant, mirror));
    const page = tenant.page.bind(tenant);
    tenant.page = async (kind, at, signal) => {
      const answer = await page(kind, at, signal);
      return kind === broken ? { ...answer, bytes: answer.bytes.slice(0, 50) } : answer;
    };
    const before = await mirror.info();
    const run = await runPull(aPull(tenant, mirror));
    expect(run).toMatchObject({ outcome: 'partial', removed: 0, error: { reason: 'page-unreadable' } });
    const after = await mirror.info();
    expect(after.counts).toEqual(before.counts);
    expect(after.asOf).toBe(before.asOf);
  });

  test('leaves rows outside the contract out and counts them', async () => {
    const facts = seededFacts(40);
    facts.users[5] = { ...facts.users[5], username: 17 };
    facts['access-rules'][2] = { id: 'no number' };
    const mirror = await freshMirror();
    let last: SyncProgress | undefined;
    const run = await runPull(aPull(new PagedTenant(facts), mirror), {
      onProgress: (progress) => (last = progress),
    });
    expect(run.outcome).toBe('complete');
    expect(last?.facts.find(({ kind }) => kind === 'users')?.note).toContain('1 left out');
    expect((await mirror.info()).counts['access-rules']).toBe(119);
  });

  test('ends failed when the network goes, and the mirror stays', async () => {
    const facts = seededFacts(1500);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    await runPull(aPull(tenant, mirror));
    const before = await mirror.info();
    facts.users.splice(0, 700);
    tenant.beforePage = (kind, offset) => {
      if (kind === 'access-rules' && offset >= 1000) throw refusal('network');
    };
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({
      outcome: 'failed',
      error: { kind: 'network' },
    });
    expect(await mirror.info()).toEqual(before);
  });

  test('can be cancelled, and goes on from there', async () => {
    const facts = seededFacts(2600);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    const abort = new AbortController();
    const pagesRead = (): number => tenant.requests.filter((request) => request.startsWith('page')).length;
    tenant.beforePage = async (kind, offset) => {
      if (kind !== 'access-rules' || offset < 3500) return;
      await wait(() => pagesRead() > 14);
      abort.abort();
    };
    const run = await runPull(aPull(tenant, mirror), { signal: abort.signal });
    expect(run).toMatchObject({ outcome: 'cancelled', error: null });
    expect((await mirror.info()).asOf).toBeNull();
    tenant.beforePage = () => {};
    const whole = tenant.requests.length;
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({ outcome: 'complete' });
    const again = tenant.requests
      .slice(whole)
      .filter((request) => /^page (users|access-rules)/.test(request));
    // Of 6 and 16 pages; how many were stored at the cancel depends on how busy the machine is.
    expect(again.length).toBeLessThan(22);
    expect(await allIds(mirror, 'users')).toEqual(new Set(usersOracle(facts).map(({ id }) => id)));
  });

  test('does not go on with pages that are an hour old', async () => {
    const tenant = new PagedTenant(seededFacts(1600));
    const clock = movableClock();
    const mirror = await freshMirror(clock);
    tenant.beforePage = (kind, offset) => {
      if (kind === 'access-rules' && offset >= 4000) throw refusal('network');
    };
    await runPull(aPull(tenant, mirror, clock));
    tenant.beforePage = () => {};
    clock.shift = 3_600_000;
    const before = tenant.requests.length;
    await runPull(aPull(tenant, mirror, clock));
    const pages = new Set(
      tenant.requests.slice(before).filter((request) => request.startsWith('page access-rules')),
    );
    expect(pages.size).toBe(10);
  });
});

describe('facts that move between pages', () => {
  test.each([1, 2, 3, 6])(
    'a user gone or new while pages are read is neither missed nor a ghost (%i)',
    async (seed) => {
      const facts = seededFacts(2300, seed);
      const tenant = new PagedTenant(facts);
      const mirror = await freshMirror();
      await runPull(aPull(tenant, mirror));
      let moved = 0;
      tenant.beforePage = (kind, offset) => {
        if (kind !== 'users' || offset !== 499 * (seed % 4) || moved > 0) return;
        moved += 1;
        if (seed % 2 === 0) facts.users.splice(30 * seed, 1);
        else
          facts.users.splice(280 * seed, 0, {
            ...facts.users[0],
            id: `new-${seed}`,
            username: `new-${seed}@example.com`,
          });
      };
      const run = await runPull(aPull(tenant, mirror));
      expect(run.outcome).toBe('complete');
      expect(moved).toBe(1);
      expect(await allIds(mirror, 'users')).toEqual(new Set(usersOracle(facts).map(({ id }) => id)));
    },
  );

  test('a tenant that never rests removes nothing and is called partial', async () => {
    const facts = seededFacts(1300);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    await runPull(aPull(tenant, mirror));
    const known = await allIds(mirror, 'users');
    tenant.beforeCount = (kind) => {
      if (kind === 'users') facts.users.splice(600, 1);
    };
    const run = await runPull(aPull(tenant, mirror));
    expect(run).toMatchObject({ outcome: 'partial', error: { reason: 'kept-changing' } });
    for (const id of known) expect(await allIds(mirror, 'users')).toContain(id);
  });

  test('a version that does not count is read until a page is not full', async () => {
    const facts = seededFacts(1000);
    const tenant = new PagedTenant(facts);
    tenant.uncounted.add('users');
    const mirror = await freshMirror();
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({ outcome: 'complete' });
    expect(tenant.requests.filter((request) => request.startsWith('page users'))).toEqual([
      'page users 0',
      'page users 499',
      'page users 998',
    ]);
    expect(await allIds(mirror, 'users')).toEqual(new Set(usersOracle(facts).map(({ id }) => id)));
  });
});
