import { describe, expect, test } from 'vitest';
import { serviceAccountFields } from '../../../../src-shared/changes/base-fields.ts';
import { aServiceAccount } from '../../../builders/facts.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';
import { refused, replyLost, ScriptedTenant } from '../../../builders/scripted-tenant.ts';
import { count, ownEvents, tooMany, withFacts } from './bench-acts.ts';

const ada = { type: 'User', id: 'u9', name: 'ada@example.com' } as const;

describe('replies that are lost', () => {
  test('then 409: the late effect of the lost call is not somebody else’s account', async () => {
    const bench = withFacts();
    bench.add(edits.createUser());
    bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: true });
    // The list lags behind: the account shows only later.
    const hidden: typeof bench.tenant.users = [];
    bench.tenant.afterLost = () => {
      hidden.push(...bench.tenant.users.splice(2));
    };
    await bench.drain();
    expect(bench.get('c1')).toMatchObject({ state: 'pending', attempts: 1 });
    bench.tenant.users.push(...hidden);
    bench.tenant.faults.push({ call: 'createUser', error: tooMany(null), applied: false });
    for (let round = 0; round < 4; round += 1) {
      bench.clock.advance(10_000);
      await bench.rest();
    }
    expect(bench.get('c1').conflict?.kind).toBe('password-not-received');
    expect(bench.secrets).toEqual([]);
  });

  test.each([
    ['ours', 'admin@example.com', 'now', 'was created, but the reply'],
    ['one that names no author', '', 'now', 'could be somebody else’s'],
    [
      'one that was there before the wish',
      'admin@example.com',
      '2025-06-01T00:00:00Z',
      'could be somebody else’s',
    ],
  ] as const)('of a create: the account that is there is %s', async (_name, createdBy, at, words) => {
    const bench = withFacts();
    bench.add(edits.createUser());
    bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: true });
    bench.tenant.afterLost = () => {
      const createdAt = at === 'now' ? new Date(bench.clock.now()).toISOString() : at;
      bench.tenant.users = bench.tenant.users.map((user) =>
        user.email === 'ada@example.com' ? { ...user, createdBy, createdAt } : user,
      );
    };
    await bench.drain();
    const { conflict } = bench.get('c1');
    expect(conflict).toMatchObject({ kind: 'password-not-received', choices: ['issue-new', 'take-theirs'] });
    expect(conflict?.message).toContain(words);
    expect(conflict?.fields.map(({ field }) => field).includes('createdAt')).toBe(words.startsWith('could'));
  });

  test('of a create: an account that another administrator made meanwhile is not ours', async () => {
    const bench = withFacts();
    bench.add(edits.createUser());
    bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: true });
    bench.tenant.afterLost = () => {
      bench.tenant.users = bench.tenant.users.map((user) => ({ ...user, createdBy: 'eve@example.com' }));
    };
    await bench.drain();
    expect(bench.get('c1').conflict?.kind).toBe('email-taken');
  });

  test.each([
    [
      'somebody deleted it',
      ['create', 'delete'],
      { kind: 'user-gone', choices: ['take-theirs', 'try-again'] },
      'conflict',
    ],
    ['no list shows it yet', ['create'], undefined, 'unknown'],
    ['nothing happened', [], undefined, 'pending'],
  ] as const)(
    'of a create that no list shows, where the events tell that %s',
    async (_case, actions, conflict, state) => {
      const bench = withFacts();
      bench.add(edits.createUser());
      bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: actions.length > 0 });
      bench.tenant.afterLost = () => {
        bench.tenant.users = bench.tenant.users.filter(({ email }) => email !== 'ada@example.com');
        bench.tenant.feed.told = ownEvents(bench.clock.now(), actions, ada);
      };
      await bench.drain();
      expect(bench.get('c1')).toMatchObject({ state, ...(conflict && { conflict }) });
      expect(count(bench, 'createUser')).toBe(1);
      if (state !== 'conflict') return;
      bench.push.resolve('c1', 'try-again', {});
      await bench.drain();
      expect(bench.state('c1')).toBe('done');
    },
  );

  test('of a create that somebody deleted since, and our clock was ten years ahead (seed 40041)', async () => {
    const bench = withFacts();
    const there = bench.clock.now() - 3650 * 86_400_000;
    bench.tenant.clocks = () => ({ here: bench.clock.now(), there });
    bench.add(edits.createUser());
    bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: true });
    bench.tenant.afterLost = () => {
      bench.tenant.users = bench.tenant.users.filter(({ email }) => email !== 'ada@example.com');
      bench.tenant.feed.told = ownEvents(there, ['create', 'delete'], ada);
    };
    await bench.drain();
    expect(bench.get('c1')).toMatchObject({ state: 'conflict', conflict: { kind: 'user-gone' } });
    expect(count(bench, 'createUser')).toBe(1);
  });

  test('of a rule that is not there: another that nobody can read keeps nothing open', async () => {
    const bench = withFacts();
    bench.add(edits.createRule('a@example.com'));
    bench.tenant.feed.changedRules = [{ id: 'seven', roleId: {} }];
    bench.tenant.faults.push({ call: 'createRules', error: replyLost(), applied: false });
    await bench.drain();
    expect(bench.get('c1')).toMatchObject({ state: 'pending', attempts: 1 });
  });

  test('of a deletion that half happened: the rest follows, rules that are gone are told', async () => {
    const bench = withFacts();
    bench.add(edits.deleteUser());
    bench.tenant.faults.push({ call: 'deleteUser', error: replyLost(), applied: false });
    await bench.drain();
    expect(bench.notes[0]?.change.removedRuleIds).toEqual([5]);
    expect(bench.state('c1')).toBe('pending');
    bench.clock.advance(2_000);
    await bench.rest();
    expect(bench.state('c1')).toBe('done');
    expect(bench.rows()).toEqual([
      'user.delete u1@example.com intended',
      'rule.delete u1@example.com done',
      'user.delete u1@example.com unknown',
      'user.delete u1@example.com failed',
      'user.delete u1@example.com intended',
      'user.delete u1@example.com done',
    ]);
  });

  test.each([
    [
      'was switched back by somebody meanwhile: the admin decides (I2)',
      '2026-01-01T00:00:09Z',
      'conflict',
      1,
    ],
    ['is as it was: it was not applied and is sent', '2026-01-01T00:00:00Z', 'done', 2],
    ['does not say when it changed: nobody can tell, it is sent', null, 'done', 2],
  ])('of a switch, and the service account %s', async (_case, updatedAt, state, sent) => {
    const before = aServiceAccount('sa1', { updatedAt: updatedAt === null ? null : '2026-01-01T00:00:00Z' });
    const bench = new PushBench(new ScriptedTenant({ serviceAccounts: [before] }));
    bench.add({
      edit: edits.setEnabled(false),
      base: { fields: { ...serviceAccountFields(before) }, asOf: null },
    });
    bench.tenant.faults.push({ call: 'setServiceAccountEnabled', error: replyLost(), applied: true });
    bench.tenant.afterLost = () => {
      bench.tenant.serviceAccounts = [{ ...before, updatedAt }];
    };
    for (let round = 0; round < 3; round += 1) {
      await bench.drain();
      bench.clock.advance(60_000);
    }
    expect(bench.get('c1').state).toBe(state);
    expect(count(bench, 'setServiceAccountEnabled')).toBe(sent);
    if (state === 'done') return;
    expect(bench.get('c1').conflict).toMatchObject({ kind: 'changed-since' });
    bench.push.resolve('c1', 'keep-mine', {});
    await bench.drain();
    expect(bench.state('c1')).toBe('done');
    expect(bench.tenant.serviceAccounts[0]?.enabled).toBe(false);
  });

  test('of a rotation: what waits for it waits for the new one, and goes after it', async () => {
    const bench = withFacts();
    bench.add(
      edits.rotate(),
      { edit: edits.setEnabled(false), dependsOn: ['c1'] },
      { edit: edits.setEnabled(true), dependsOn: ['c2'] },
    );
    bench.tenant.faults.push({ call: 'rotateServiceAccount', error: replyLost(), applied: true });
    await bench.drain();
    expect(bench.states()).toEqual({ c1: 'conflict', c2: 'blocked', c3: 'blocked' });
    const [issued] = bench.push.resolve('c1', 'issue-new', {});
    const id = issued?.id ?? '';
    expect(bench.get('c2').dependsOn).toEqual([id]);
    await bench.rest();
    expect(bench.states()).toEqual({ c1: 'cancelled', [id]: 'done', c2: 'done', c3: 'done' });
    const asked = bench.tenant.calls.filter((call) => /^(rotate|set)/.test(call));
    expect(asked).toEqual([
      'rotateServiceAccount sa1',
      'rotateServiceAccount sa1',
      'setServiceAccountEnabled sa1 false',
      'setServiceAccountEnabled sa1 true',
    ]);
  });

  test.each([
    ['a reset', edits.resetPassword(), 'resetPassword'],
    ['a rotation', edits.rotate(), 'rotateServiceAccount'],
  ] as const)(
    'of %s: asked of the admin, and a new one is another change (I18)',
    async (_name, edit, call) => {
      const bench = withFacts();
      bench.add(edit);
      bench.tenant.faults.push({ call, error: replyLost(), applied: true });
      await bench.drain();
      expect(bench.get('c1').conflict).toMatchObject({
        kind: 'password-not-received',
        choices: ['issue-new', 'take-theirs'],
      });
      bench.clock.advance(3_600_000);
      await bench.rest();
      expect(count(bench, call)).toBe(1);
      expect(bench.push.discard(['c1'])).toEqual([]);
      const [issued] = bench.push.resolve('c1', 'issue-new', {});
      expect(issued).toMatchObject({ edit, state: 'pending' });
      await bench.rest();
      expect(bench.state('c1')).toBe('cancelled');
      expect(bench.state(issued?.id ?? '')).toBe('done');
      expect(bench.secrets).toHaveLength(1);
      expect(count(bench, call)).toBe(2);
    },
  );

  test('while the tenant may not be read: stays open, whatever the refusal', async () => {
    const bench = withFacts();
    bench.add(edits.createRule('a@example.com'));
    bench.tenant.faults.push({ call: 'createRules', error: replyLost(), applied: true });
    for (let n = 0; n < 12; n += 1)
      bench.tenant.faults.push({ call: 'rulesOf', error: refused(403, 'not-permitted'), applied: false });
    await bench.drain();
    for (let round = 0; round < 12; round += 1) {
      bench.clock.advance(600_000);
      await bench.rest();
      if (bench.tenant.faults.length > 0) expect(bench.state('c1')).toBe('unknown');
    }
    expect(bench.state('c1')).toBe('done');
    expect(count(bench, 'createRules')).toBe(1);
  });
});

test('of a deletion that is found done: rules that nobody saw go stay in the mirror (I9)', async () => {
  const bench = withFacts();
  bench.add(edits.deleteUser());
  bench.tenant.faults.push({ call: 'deleteRule', error: replyLost(), applied: false });
  bench.tenant.beforeCall = (call) => {
    // Somebody else deletes the user, and this tenant keeps the rules of those who go.
    if (call === 'deleteRule') bench.tenant.users = [];
  };
  await bench.drain();
  expect(bench.get('c1').result?.how).toBe('found');
  expect(bench.notes.map(({ change }) => change)).toEqual([{ removedUserIds: ['u1'] }]);
});
