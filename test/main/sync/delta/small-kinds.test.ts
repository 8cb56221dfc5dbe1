import { afterEach, describe, expect, test } from 'vitest';
import type { RebuildableMirror } from '../../../../src-main/db/create-mirror.ts';
import type { NamedPull, PullRun } from '../../../../src-main/sync/pull.ts';
import {
  aPull,
  movableClock,
  openMirror,
  runPull,
  temporaryFolder,
} from '../../../builders/opened-mirror.ts';
import { LivingTenant } from '../../../builders/living-tenant.ts';
import { seededFacts } from '../../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

interface Room {
  readonly tenant: LivingTenant;
  readonly mirror: RebuildableMirror;
  readonly pull: NamedPull;
  readonly clock: ReturnType<typeof movableClock>;
  delta(): Promise<PullRun & { requests: number }>;
}

async function aRoom(users: number): Promise<Room> {
  const tenant = new LivingTenant(seededFacts(users, 3));
  const clock = movableClock();
  const mirror = await openMirror(
    temporaryFolder((work) => ends.push(work)),
    clock,
  );
  ends.push(() => mirror.close());
  const pull = aPull(tenant, mirror, clock);
  expect(await runPull(pull)).toMatchObject({ outcome: 'complete', kind: 'pull' });
  return { tenant, mirror, pull, clock, delta: () => runPull(pull, { full: false }) };
}

describe('a delta and the small kinds', () => {
  test('asks before so many of a small kind vanish that it looks like an outage', async () => {
    const { tenant, mirror, delta, pull, clock } = await aRoom(30);
    const robots = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        ...tenant.facts['service-accounts'][0],
        id: `robot-${n}`,
        name: `robot-${n}`,
        clientId: `robot-${n}-1`,
      }));
    tenant.facts['service-accounts'] = robots(30);
    tenant.tell('create', 'Service account', 's');
    await delta();
    expect(await mirror.serviceAccounts(null)).toHaveLength(30);
    tenant.facts['service-accounts'] = robots(9);
    clock.shift += 3_700_000;
    expect(await delta()).toMatchObject({
      kind: 'delta',
      outcome: 'held',
      held: { kind: 'service-accounts', wouldRemove: 21, of: 30 },
    });
    expect(await mirror.serviceAccounts(null)).toHaveLength(30);
    expect(await runPull(pull, { acceptRemovals: true })).toMatchObject({ outcome: 'complete', removed: 21 });
    expect(await mirror.serviceAccounts(null)).toHaveLength(9);
  });

  test('a small kind that lists fewer than the tenant counts stays as it is', async () => {
    const { tenant, mirror, delta, clock } = await aRoom(30);
    const projects = async (): Promise<number> => (await mirror.info()).counts.projects;
    const whole = tenant.facts.projects;
    const known = await projects();
    const part = (count: number): void => {
      const { page } = LivingTenant.prototype;
      tenant.page = async (kind, at, signal) => {
        if (kind !== 'projects') return await page.call(tenant, kind, at, signal);
        tenant.facts.projects = whole.slice(0, count);
        const found = await page.call(tenant, kind, at, signal);
        tenant.facts.projects = whole;
        return found;
      };
    };
    part(known - 2);
    clock.shift += 3_700_000;
    expect(await delta()).toMatchObject({ kind: 'delta', outcome: 'complete', removed: 0 });
    expect(await projects()).toBe(known);
    expect(tenant.requests.filter((request) => request === 'count projects')).not.toEqual([]);
  });

  test('a small kind of several pages stays as it is where one went and another came between them', async () => {
    const { tenant, mirror, delta, clock } = await aRoom(30);
    const [some] = tenant.facts.roles;
    const roles = Array.from({ length: 700 }, (_, n) => ({ ...some, id: 1000 + n, name: `role ${n}` }));
    tenant.facts.roles = roles;
    const later = async (): Promise<readonly number[]> => {
      clock.shift += 3_700_000;
      await delta();
      return (await mirror.roles()).map(({ id }) => id).toSorted((one, other) => one - other);
    };
    const all = await later();
    expect(all).toEqual(roles.map(({ id }) => id));
    tenant.beforePage = (kind, offset) => {
      if (kind !== 'roles' || offset === 0) return;
      roles.push({ ...roles.shift(), id: 9999, name: 'role x' });
    };
    expect(await later()).toEqual(all);
    tenant.beforePage = () => {};
    expect(await later()).toEqual([...all.slice(1), 9999]);
  });
});
