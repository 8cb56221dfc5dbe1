import { describe, expect, test } from 'vitest';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';
import { count, storage, tooMany, withFacts } from './bench-acts.ts';

describe('a tenant in trouble', () => {
  test('a pause that it asks for is kept by the whole queue, also by who asks at once', async () => {
    const bench = withFacts();
    bench.add(...Array.from({ length: 9 }, (_, n) => edits.createRule(`user-${n}@example.com`)));
    bench.tenant.faults.push({ call: 'createRules', error: tooMany(120), applied: false });
    await bench.drain();
    const asked = bench.tenant.calls.length;
    expect(asked).toBeLessThanOrEqual(4);
    expect(bench.push.next()).toEqual({
      at: new Date(bench.clock.now() + 120_000).toISOString(),
      why: 'The tenant asked for a pause.',
    });
    await bench.drain();
    bench.clock.advance(119_000);
    await bench.rest();
    expect(bench.tenant.calls).toHaveLength(asked);
    bench.clock.advance(10_000);
    await bench.rest();
    expect(new Set(Object.values(bench.states()))).toEqual(new Set(['done']));
  });

  test('a poisoned change is set aside after eight tries and never holds up the others', async () => {
    const bench = withFacts();
    bench.add(edits.createRule('poison@example.com'), edits.createRule('fine@example.com'));
    bench.tenant.beforeCall = (call, what) => {
      if (call === 'createRules' && what.startsWith('poison')) throw refusedFor(503);
    };
    await bench.drain();
    expect(bench.state('c2')).toBe('done');
    expect(bench.runErrors.at(-1)).toMatchObject({ status: 503 });
    for (let round = 0; round < 20; round += 1) {
      bench.clock.advance(600_000);
      await bench.rest();
    }
    expect(bench.get('c1')).toMatchObject({ state: 'blocked', attempts: 8 });
    expect(count(bench, 'createRules')).toBe(9);
    expect(bench.push.next()).toBeNull();
  });

  const refusedFor = (status: number): RolebookError =>
    new RolebookError({
      kind: 'tenant',
      origin: 'cloud',
      reason: 'tenant-unavailable',
      status,
      retryable: true,
      message: 'Not now.',
    });

  test('a firewall that dislikes one change does not keep the others at home', async () => {
    const bench = withFacts();
    bench.add(
      edits.createRule('odd@example.com'),
      ...Array.from({ length: 6 }, (_, n) => edits.createRule(`user-${n}@example.com`)),
    );
    bench.tenant.beforeCall = (call, what) => {
      if (call !== 'createRules' || !what.startsWith('odd')) return;
      throw new RolebookError({
        kind: 'not-a-tenant',
        origin: 'cloud',
        reason: 'proxy-page',
        status: 403,
        message: 'A proxy answered.',
      });
    };
    await bench.drain();
    for (let round = 0; round < 40; round += 1) {
      bench.clock.advance(600_000);
      await bench.rest();
    }
    expect(Object.values(bench.states()).filter((state) => state === 'done')).toHaveLength(6);
    expect(bench.get('c1')).toMatchObject({ state: 'blocked', error: { reason: 'proxy-page' } });
  });

  test('a storm of refused sign-ins ends the push and marks nothing', async () => {
    const bench = withFacts();
    bench.add(...Array.from({ length: 8 }, (_, n) => edits.createRule(`user-${n}@example.com`)));
    const signedOut = new RolebookError({
      kind: 'auth',
      origin: 'cloud',
      reason: 'signed-out',
      message: 'Sign in again.',
    });
    bench.tenant.beforeCall = () => {
      throw signedOut;
    };
    await expect(bench.drain()).rejects.toMatchObject({ body: { reason: 'signed-out' } });
    expect(bench.tenant.calls).toHaveLength(4);
    expect(
      bench.outbox
        .open()
        .every(({ state, attempts, error }) => state === 'pending' && attempts === 0 && error === null),
    ).toBe(true);
    // A sign-in does not come by itself.
    expect(bench.push.next()).toBeNull();
    bench.tenant.beforeCall = () => {};
    bench.push.kick();
    await bench.rest();
    expect(bench.outbox.open()).toEqual([]);
  });

  test('a bug of ours in one change does not hold up the others', async () => {
    const bench = withFacts();
    bench.add(edits.createRule('odd@example.com'), edits.createRule('fine@example.com'));
    bench.guard = async ({ edit }) => {
      if (edit.kind === 'rule.create' && edit.subject.id === 'odd@example.com') throw new TypeError('a bug');
      return null;
    };
    await bench.drain();
    for (let round = 0; round < 12; round += 1) {
      bench.clock.advance(600_000);
      await bench.rest();
    }
    expect(bench.state('c2')).toBe('done');
    expect(['blocked', 'rejected']).toContain(bench.state('c1'));
  });
});

describe('clocks', () => {
  const postponed = async (): Promise<PushBench> => {
    const bench = withFacts();
    bench.add(edits.createRule());
    bench.tenant.faults.push({
      call: 'createRules',
      error: new RolebookError({
        kind: 'tenant',
        origin: 'cloud',
        reason: 'too-many-requests',
        status: 429,
        retryable: true,
        message: 'A pause.',
      }),
      applied: false,
    });
    await bench.drain();
    expect(bench.get('c1').nextAt).not.toBeNull();
    return bench;
  };

  test('set back ten years while something waits: it goes when its seconds are over', async () => {
    const bench = await postponed();
    bench.clock.jump(-10 * 365 * 86_400_000);
    expect(Date.parse(bench.push.next()?.at ?? '')).toBeLessThanOrEqual(bench.clock.now() + 1_001);
    bench.clock.advance(1_001);
    await bench.rest();
    expect(bench.state('c1')).toBe('done');
  });

  test('set back ten years and started anew: a day at most', async () => {
    const bench = await postponed();
    bench.clock.jump(-10 * 365 * 86_400_000);
    bench.start();
    bench.push.kick();
    await bench.rest();
    expect(bench.state('c1')).toBe('pending');
    bench.clock.advance(86_400_000);
    await bench.rest();
    expect(bench.state('c1')).toBe('done');
  });

  test('set forward: nothing is hurried past a pause the tenant asked for', async () => {
    const bench = await postponed();
    bench.clock.jump(10 * 365 * 86_400_000);
    bench.push.kick();
    await bench.rest();
    expect(bench.state('c1')).toBe('pending');
    bench.clock.advance(1_001);
    await bench.rest();
    expect(bench.state('c1')).toBe('done');
  });
});

test('what is due stays quiet while a sign-in is needed, and goes once somebody calls', async () => {
  const bench = withFacts();
  bench.add(edits.createRule('fine@example.com'));
  bench.away = new RolebookError({
    kind: 'auth',
    origin: 'main',
    reason: 'sign-in-needed',
    message: 'The sign-in has ended.',
  });
  bench.push.kick();
  await bench.rest();
  for (let second = 0; second < 5; second += 1) {
    bench.clock.advance(1_000);
    await bench.rest();
  }
  expect(bench.asked).toBe(1);
  bench.away = null;
  bench.push.kick();
  await bench.rest();
  expect(bench.state('c1')).toBe('done');
});

test('a lost network and then working offline by choice leave it as quiet', async () => {
  const bench = withFacts();
  bench.add(edits.createRule('fine@example.com'));
  const network = (reason: string): RolebookError =>
    new RolebookError({ kind: 'network', origin: 'main', reason, message: 'Nobody there.' });
  bench.away = network('no-network');
  bench.push.kick();
  await bench.rest();
  bench.away = network('working-offline');
  bench.clock.advance(600_000);
  await bench.rest();
  const { asked } = bench;
  for (let second = 0; second < 5; second += 1) {
    bench.clock.advance(1_000);
    await bench.rest();
  }
  expect(bench.asked).toBe(asked);
});

describe('what cannot be done at once', () => {
  test('what the mirror cannot take keeps its place and is tried again by itself', async () => {
    const bench = withFacts();
    let full = true;
    bench.beforeNote = () => {
      if (full) throw storage();
    };
    bench.add(edits.createUser());
    await bench.drain();
    expect(bench.state('c1')).toBe('done');
    const made = bench.get('c1').result?.serverId ?? '';
    bench.add(edits.deleteUser(made, 'ada@example.com'));
    await bench.drain();
    expect(bench.notes).toEqual([]);
    full = false;
    bench.clock.advance(300_000);
    await bench.rest();
    expect(bench.outbox.unnoted()).toEqual([]);
    const brought = bench.notes.findIndex(({ ids }) => ids.includes('c1'));
    const removed = bench.notes.findIndex(({ change }) => change.removedUserIds?.includes(made));
    expect(brought).toBeGreaterThanOrEqual(0);
    expect(removed).toBeGreaterThan(brought);
  });

  test('a mirror that is closed is not asked again', async () => {
    const bench = withFacts();
    let asked = 0;
    bench.beforeNote = () => {
      asked += 1;
      throw new RolebookError({
        kind: 'storage',
        origin: 'db',
        reason: 'mirror-stopped',
        message: 'Closed.',
      });
    };
    bench.add(edits.createRule('ada@example.com'));
    await bench.drain();
    bench.clock.advance(600_000);
    await bench.rest();
    expect(asked).toBe(1);
  });

  test('what was looked at long before it can be sent is looked at again', async () => {
    const bench = withFacts();
    const groups = bench.tenant.users[0]?.groups ?? [];
    bench.add({ edit: edits.deleteUser(), base: { fields: { groups: [...groups] }, asOf: null } });
    bench.guard = async () => {
      // The tenant takes its time; somebody else does something meanwhile.
      bench.guard = async () => null;
      bench.clock.advance(60_000);
      bench.tenant.users = bench.tenant.users.map((user) => ({ ...user, groups: ['/org/New team'] }));
      return null;
    };
    await bench.drain();
    expect(bench.get('c1')).toMatchObject({ state: 'conflict', conflict: { kind: 'changed-since' } });
    expect(count(bench, 'deleteUser')).toBe(0);
  });

  test('what a deletion is compared with is what the guard judges by, read once', async () => {
    const bench = withFacts();
    let seen: readonly { readonly roleId: number }[] | undefined;
    bench.guard = async (_change, _client, rules) => {
      seen = rules;
      return null;
    };
    bench.add({ edit: edits.deleteUser(), base: { fields: {}, asOf: null } });
    await bench.drain();
    expect(seen?.map(({ roleId }) => roleId)).toEqual([7]);
    expect(count(bench, 'rulesOf')).toBe(1);
  });
});

test('what is read after a creation and is no user, or another one, is left to the next sync', async () => {
  for (const answer of [{ hello: 'world' }, { id: 'somebody-else', username: 'else@example.com' }]) {
    const bench = new PushBench();
    bench.tenant.readUser = async () => answer;
    bench.add(edits.createUser('new@example.com'));
    const run = await bench.drain();
    expect([run.done, bench.state('c1')]).toEqual([1, 'done']);
    expect(JSON.stringify(bench.notes)).not.toMatch(/hello|somebody-else/);
    expect(bench.notes.flatMap(({ ids }) => ids)).toEqual(['c1']);
  }
});
