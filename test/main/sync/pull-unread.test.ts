import { describe, expect, test } from 'vitest';
import type { FactKind, SyncProgress } from '../../../src-shared/domain/sync-state.ts';
import type { ErrorKind } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { freshMirrors } from '../../builders/fresh-mirrors.ts';
import { aPull, movableClock, runPull } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const freshMirror = freshMirrors();

function scripted(kind: ErrorKind, status: number): RolebookError {
  return new RolebookError({
    kind,
    origin: 'cloud',
    reason: 'scripted',
    message: `Scripted ${kind}.`,
    status,
  });
}

/** A tenant that answers the pages of these kinds with an error. */
function refusing(
  tenant: PagedTenant,
  kinds: readonly FactKind[],
  error: { kind: ErrorKind; status: number },
): void {
  tenant.beforePage = (kind) => {
    if (kinds.includes(kind)) throw scripted(error.kind, error.status);
  };
}

const gone = { kind: 'not-found', status: 404 } as const;
const forbidden = { kind: 'not-permitted', status: 403 } as const;

describe('a kind that is not where it should be', () => {
  test.each<FactKind>(['users', 'access-rules', 'roles', 'projects'])(
    '%s: the pull is partial, the facts stay and the data is no younger',
    async (kind) => {
      const tenant = new PagedTenant(seededFacts(200));
      const clock = movableClock();
      const mirror = await freshMirror(clock);
      await runPull(aPull(tenant, mirror, clock));
      const before = await mirror.info();
      clock.shift = 60_000;
      tenant.facts.clusters[0] = { ...tenant.facts.clusters[0], version: '9.9' };
      refusing(tenant, [kind], gone);
      const run = await runPull(aPull(tenant, mirror, clock));
      expect(run).toMatchObject({ outcome: 'partial', removed: 0, error: { kind: 'not-found' } });
      const after = await mirror.info();
      expect(after.counts).toEqual(before.counts);
      expect(after.asOf).toBe(before.asOf);
    },
  );

  test('users, at the first pull: the data has no age, because it was never whole', async () => {
    const tenant = new PagedTenant(seededFacts(50));
    const mirror = await freshMirror();
    refusing(tenant, ['users'], gone);
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({ outcome: 'partial' });
    expect((await mirror.info()).asOf).toBeNull();
  });

  test('what this version never had is no lack', async () => {
    const tenant = new PagedTenant(seededFacts(50));
    const mirror = await freshMirror();
    refusing(tenant, ['permission-sets', 'identity-providers'], gone);
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({ outcome: 'complete', error: null });
    expect((await mirror.info()).asOf).not.toBeNull();
  });
});

describe('a kind that the caller may not read', () => {
  test('and never could does not make the pull partial, and the progress says it', async () => {
    const tenant = new PagedTenant(seededFacts(50));
    const mirror = await freshMirror();
    const never: FactKind[] = ['permission-sets', 'identity-providers', 'service-accounts'];
    refusing(tenant, never, forbidden);
    let last: SyncProgress | undefined;
    for (const round of ['first', 'second']) {
      const run = await runPull(aPull(tenant, mirror), { onProgress: (progress) => (last = progress) });
      expect(run, round).toMatchObject({ outcome: 'complete', error: null });
    }
    const skipped = last?.facts.filter(({ state }) => state === 'skipped') ?? [];
    expect(skipped.map(({ kind }) => kind)).toEqual(never);
    expect(skipped.every(({ note }) => note === 'Scripted not-permitted.')).toBe(true);
  });

  test('any more is missing: the pull is partial, as young as it is', async () => {
    const tenant = new PagedTenant(seededFacts(50));
    const clock = movableClock();
    const mirror = await freshMirror(clock);
    await runPull(aPull(tenant, mirror, clock));
    const before = await mirror.info();
    clock.shift = 60_000;
    refusing(tenant, ['service-accounts'], forbidden);
    const run = await runPull(aPull(tenant, mirror, clock));
    expect(run).toMatchObject({ outcome: 'partial', error: { kind: 'not-permitted' } });
    const after = await mirror.info();
    expect(after.counts).toEqual(before.counts);
    expect(Date.parse(after.asOf ?? '')).toBeGreaterThan(Date.parse(before.asOf ?? ''));
  });

  test.each<FactKind>(['users', 'access-rules'])('%s: always partial', async (kind) => {
    const tenant = new PagedTenant(seededFacts(50));
    const mirror = await freshMirror();
    refusing(tenant, [kind], forbidden);
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({ outcome: 'partial' });
  });

  test('a list of something else than facts removes nothing, in a sweep and in a delta', async () => {
    const tenant = new PagedTenant(seededFacts(60));
    const mirror = await freshMirror();
    const pull = aPull(tenant, mirror);
    await runPull(pull);
    const before = (await mirror.serviceAccounts(null)).map(({ id }) => id);
    expect(before.length).toBeGreaterThan(0);
    const { page } = tenant;
    tenant.page = async (kind, at, signal) => ({
      ...(await page.call(tenant, kind, at, signal)),
      ...(kind === 'service-accounts' ? { bytes: new TextEncoder().encode('[[]]').buffer } : {}),
    });
    expect(await runPull(pull)).toMatchObject({ outcome: 'partial' });
    expect((await mirror.serviceAccounts(null)).map(({ id }) => id)).toEqual(before);
    tenant.events?.push({
      at: '2031-01-01T00:00:00Z',
      action: 'update',
      entityType: 'Service account',
      entityId: 's',
    });
    await runPull(pull, { full: false });
    expect((await mirror.serviceAccounts(null)).map(({ id }) => id)).toEqual(before);
  });
});
