import { afterEach, describe, expect, test } from 'vitest';
import { aDeltaRoom, shown, swept } from '../../../builders/delta-room.ts';
import { runPull } from '../../../builders/opened-mirror.ts';
import { seededNumbers } from '../../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

describe('a delta', () => {
  test('brings what was made, changed and deleted, and asks for little', async () => {
    const { tenant, mirror, delta } = await aDeltaRoom(120, ends);
    const [first, second, third] = tenant.facts.users;
    tenant.pass(60_000);
    const made = tenant.addUser();
    tenant.addRule(`${made}@example.com`);
    tenant.changeUser(first?.['id'], { firstName: 'Renamed', updatedAt: tenant.stamp() });
    tenant.changeUser(second?.['id'], { lastLogin: tenant.stamp() });
    tenant.removeUser(String(third?.['id']));
    tenant.removeRule(tenant.facts['access-rules'][7]?.['id']);
    tenant.facts['service-accounts'][0] = { ...tenant.facts['service-accounts'][0], enabled: false };
    tenant.tell('update', 'Service account', 's');

    const run = await delta();
    expect(run).toMatchObject({ kind: 'delta', outcome: 'complete', added: 2, changed: 3, removed: 2 });
    expect(run.requests).toBeLessThanOrEqual(10);
    expect(await shown(mirror)).toEqual(await swept(tenant.facts, ends));
  });

  test('that finds nothing changes nothing, and is a complete look all the same', async () => {
    const { mirror, delta, clock } = await aDeltaRoom(60, ends);
    const before = await mirror.info();
    const notices: number[] = [];
    mirror.onChanged(({ revision }) => notices.push(revision));
    clock.shift += 120_000;
    expect(await delta()).toMatchObject({
      kind: 'delta',
      outcome: 'complete',
      added: 0,
      changed: 0,
      removed: 0,
    });
    const after = await mirror.info();
    expect(after.revision).toBe(before.revision);
    expect(Date.parse(after.asOf ?? '')).toBeGreaterThan(Date.parse(before.asOf ?? ''));
    expect(notices).toEqual([]);
  });

  test('removes no user on the word of the history alone', async () => {
    const { tenant, mirror, delta } = await aDeltaRoom(60, ends);
    const id = String(tenant.facts.users[4]?.['id']);
    tenant.tell('delete', 'User', id);
    expect(await delta()).toMatchObject({ kind: 'delta', removed: 0 });
    expect(await mirror.users([id])).toHaveLength(1);
  });

  test('where counts do not agree, everything is read, and it says so', async () => {
    const { tenant, mirror, pull } = await aDeltaRoom(60, ends);
    tenant.facts.users = tenant.facts.users.slice(1);
    const notes: (string | null)[] = [];
    const run = await runPull(pull, {
      full: false,
      onProgress: ({ facts }) => notes.push(...facts.map(({ note }) => note)),
    });
    expect(run).toMatchObject({ kind: 'pull', outcome: 'complete', removed: 1 });
    expect(notes).toContain('All are read: the tenant counts 59 users and 60 are known here.');
    expect(await shown(mirror)).toEqual(await swept(tenant.facts, ends));
  });

  test('where the history may not be read: changes come, deletions by a sweep, and everything hourly', async () => {
    const { tenant, mirror, delta, clock } = await aDeltaRoom(60, ends);
    tenant.events = null;
    tenant.addUser();
    expect(await delta()).toMatchObject({ kind: 'delta', added: 1 });
    tenant.removeUser(String(tenant.facts.users[3]?.['id']));
    expect(await delta()).toMatchObject({ kind: 'pull', removed: 1 });
    clock.shift += 3_700_000;
    expect(await delta()).toMatchObject({ kind: 'pull', outcome: 'complete' });
    expect(await shown(mirror)).toEqual(await swept(tenant.facts, ends));
  });

  test('lists roles and places when the history names them, and hourly', async () => {
    const { tenant, mirror, delta, clock } = await aDeltaRoom(30, ends);
    const role = { ...tenant.facts.roles[2], description: 'Something else' };
    tenant.facts.roles[2] = role;
    await delta();
    expect((await mirror.roles()).some(({ description }) => description === role.description)).toBe(false);
    tenant.tell('update', 'Role', '3');
    await delta();
    expect((await mirror.roles()).some(({ description }) => description === role.description)).toBe(true);
    tenant.facts.clusters[0] = { ...tenant.facts.clusters[0], version: '9.9' };
    clock.shift += 3_700_000;
    expect(await delta()).toMatchObject({ kind: 'delta', changed: 1 });
    expect(await shown(mirror)).toEqual(await swept(tenant.facts, ends));
  });

  test('a place with another name has everything read, since rules repeat names', async () => {
    const { tenant, delta } = await aDeltaRoom(30, ends);
    tenant.facts.projects[0] = { ...tenant.facts.projects[0], name: 'renamed' };
    tenant.tell('update', 'Project', 'p');
    expect(await delta()).toMatchObject({ kind: 'pull', outcome: 'complete' });
  });

  test('asks before so many rules vanish that it looks like an outage', async () => {
    const { tenant, mirror, delta, pull } = await aDeltaRoom(60, ends);
    const gone = tenant.facts['access-rules'].slice(0, 30).map(({ id }) => id);
    for (const id of gone) tenant.removeRule(id);
    expect(await delta()).toMatchObject({
      kind: 'delta',
      outcome: 'held',
      held: { kind: 'access-rules', wouldRemove: 30, of: 180 },
    });
    expect((await mirror.info()).counts['access-rules']).toBe(180);
    expect(await runPull(pull, { acceptRemovals: true })).toMatchObject({ outcome: 'complete', removed: 30 });
  });

  test('catches what the tenant shows late, and states that change without a stamp', async () => {
    const { tenant, mirror, delta } = await aDeltaRoom(30, ends);
    const rule = tenant.addRule('someone@example.com');
    const at = tenant.facts['access-rules'].findIndex(({ id }) => id === rule);
    tenant.facts['access-rules'][at] = { ...tenant.facts['access-rules'][at], status: { phase: 'Creating' } };
    const hidden = tenant.addUser();
    const late = tenant.facts.users.filter(({ id }) => id === hidden);
    tenant.facts.users = tenant.facts.users.filter(({ id }) => id !== hidden);
    await delta();
    tenant.pass(5 * 60_000);
    tenant.addUser();
    tenant.facts.users.push(...late);
    tenant.facts['access-rules'][at] = { ...tenant.facts['access-rules'][at], status: { phase: 'Ready' } };
    expect(await delta()).toMatchObject({ kind: 'delta', added: 2, changed: 1 });
    expect(await shown(mirror)).toEqual(await swept(tenant.facts, ends));
  });

  test.each([11, 12, 13, 14])(
    'after delta, as after a sweep: any history gives equal mirrors, seed %i',
    { timeout: 60_000 },
    async (seed) => {
      const { tenant, mirror, delta } = await aDeltaRoom(40, ends, seed);
      const below = seededNumbers(seed);
      const kinds: string[] = [];
      for (let round = 0; round < 6; round += 1) {
        for (let act = 0; act < 1 + below(8); act += 1) {
          tenant.pass(below(20 * 60_000));
          const user = tenant.facts.users[below(tenant.facts.users.length)];
          const rule = tenant.facts['access-rules'][below(tenant.facts['access-rules'].length)];
          const acts = [
            () => tenant.addUser(below(2) === 0 ? {} : { updatedAt: null }),
            () => tenant.removeUser(String(user?.['id'])),
            () =>
              tenant.changeUser(user?.['id'], {
                groups: [`/org/Team ${below(12)}`],
                updatedAt: tenant.stamp(),
              }),
            () => tenant.changeUser(user?.['id'], { lastLogin: tenant.stamp() }),
            () =>
              tenant.addRule(below(2) === 0 ? String(user?.['username']) : `guest${below(3)}@example.org`),
            () => tenant.removeRule(rule?.['id']),
            () => {
              tenant.facts['service-accounts'].push({
                id: `sa-${tenant.time}`,
                name: `robot-${tenant.time}`,
              });
              tenant.tell('create', 'Service account', 'x');
            },
          ];
          acts[below(acts.length)]?.();
        }
        const run = await delta();
        kinds.push(run.kind);
        expect(run.outcome).toBe('complete');
        expect(await shown(mirror)).toEqual(await swept(tenant.facts, ends));
      }
      expect(kinds).toContain('delta');
    },
  );
});
