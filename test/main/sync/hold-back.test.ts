import { afterEach, expect, test } from 'vitest';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createPull } from '../../../src-main/sync/create-pull.ts';
import type { NamedPull } from '../../../src-main/sync/pull.ts';
import { openPullThreads } from '../../../src-main/sync/sweep-tenant.ts';
import { movableClock, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

interface Bench {
  readonly tenant: PagedTenant;
  readonly mirror: RebuildableMirror;
  readonly pull: NamedPull;
  /** How often the threads were started. */
  starts(): number;
}

/** A tenant of 2,600 users and a mirror that has all of it. */
async function pulled(): Promise<Bench> {
  const tenant = new PagedTenant(seededFacts(2600));
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  ends.push(() => mirror.close());
  let starts = 0;
  const pull = createPull({
    client: async () => tenant,
    mirror,
    workerUrl: new URL('../../../src-main/sync/pull-worker.ts', import.meta.url),
    clock: movableClock(),
    log: silentLog,
    openThreads(parts) {
      starts += 1;
      return openPullThreads(parts);
    },
  });
  expect(await runPull(pull)).toMatchObject({ outcome: 'complete' });
  expect(starts).toBe(1);
  tenant.requests.length = 0;
  return { tenant, mirror, pull, starts: () => starts };
}

const emailOf = async (mirror: RebuildableMirror, id: unknown): Promise<string | undefined> =>
  (await mirror.users([String(id)]))[0]?.email;

test('a tenant that is as it was starts no thread', async () => {
  const { tenant, mirror, pull, starts } = await pulled();
  const before = await mirror.info();
  const run = await runPull(pull);
  expect(run).toMatchObject({ outcome: 'complete', added: 0, changed: 0, removed: 0 });
  expect(run.rows).toBe(Object.values(tenant.facts).reduce((sum, list) => sum + list.length, 0));
  expect(starts()).toBe(1);
  const now = await mirror.info();
  expect(now.revision).toBe(before.revision);
  expect(Date.parse(now.asOf ?? '')).toBeGreaterThan(Date.parse(before.asOf ?? ''));
});

test.each(['first', 'last'])(
  'the %s page that differs starts them, with all that was the same',
  async (which) => {
    const { tenant, mirror, pull, starts } = await pulled();
    const changed = tenant.facts.users.at(which === 'first' ? 0 : -1) ?? {};
    changed['username'] = 'renamed@example.com';
    expect(await runPull(pull)).toMatchObject({ outcome: 'complete', added: 0, changed: 1, removed: 0 });
    expect(starts()).toBe(2);
    expect(await emailOf(mirror, changed['id'])).toBe('renamed@example.com');
    const { counts } = await mirror.info();
    expect(counts['access-rules']).toBe(tenant.facts['access-rules'].length);
    // And the mirror that came of it can be compared with in turn.
    expect(await runPull(pull)).toMatchObject({ outcome: 'complete', changed: 0 });
    expect(starts()).toBe(2);
  },
);

test('a list that lost its last page is not taken for the same', async () => {
  const { tenant, mirror, pull } = await pulled();
  // A whole page less, and every page that is left as it was.
  tenant.facts.users.length = 2495;
  const run = await runPull(pull, { acceptRemovals: true });
  expect(run).toMatchObject({ outcome: 'complete', removed: 105 });
  expect(await emailOf(mirror, tenant.facts.users[2494]?.['id'])).toBeDefined();
});

test('an act of ours while pages are still the same is in the mirror at the end', async () => {
  const { tenant, mirror, pull, starts } = await pulled();
  const ours = tenant.facts.users[7] ?? {};
  const theirs = tenant.facts.users.at(-1) ?? {};
  theirs['username'] = 'theirs@example.com';
  let acted = false;
  tenant.beforePage = async (kind, offset) => {
    if (kind !== 'users' || offset !== 2495 || acted) return;
    acted = true;
    await mirror.apply({ users: [{ ...ours, username: 'ours@example.com' }] });
  };
  expect(await runPull(pull)).toMatchObject({ outcome: 'complete' });
  expect(starts()).toBe(2);
  expect(await emailOf(mirror, ours['id'])).toBe('ours@example.com');
  expect(await emailOf(mirror, theirs['id'])).toBe('theirs@example.com');
});

test('one that was cancelled while all was the same is gone on with', async () => {
  const { tenant, mirror, pull } = await pulled();
  const abort = new AbortController();
  tenant.beforePage = (kind, offset) => {
    if (kind === 'access-rules' && offset >= 5000) abort.abort();
  };
  expect(await runPull(pull, { signal: abort.signal })).toMatchObject({ outcome: 'cancelled' });
  tenant.beforePage = () => {};
  const pages = (): number => tenant.requests.filter((request) => request.startsWith('page')).length;
  const before = pages();
  const last = tenant.facts['access-rules'].at(-1) ?? {};
  last['roleId'] = 2;
  expect(await runPull(pull)).toMatchObject({ outcome: 'complete', changed: 1 });
  // Of 6 pages of users and 16 of rules most were read before.
  expect(pages() - before).toBeLessThan(18);
  expect((await mirror.rules([Number(last['id'])]))[0]?.roleId).toBe(2);
});
