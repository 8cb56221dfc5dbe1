import { describe, expect, test } from 'vitest';
import { serviceAccountFields, userFields } from '../../../../src-shared/changes/base-fields.ts';
import { aRule } from '../../../builders/facts.ts';
import { binding, edits } from '../../../builders/push-bench.ts';
import { holdUp, root, withFacts } from './bench-acts.ts';

describe('order and base', () => {
  test('what we did ourselves since is no conflict', async () => {
    const bench = withFacts();
    const [user] = bench.tenant.users;
    const [account] = bench.tenant.serviceAccounts;
    if (user === undefined || account === undefined) throw new Error('no facts');
    const userBase = { fields: { ...userFields(user, bench.tenant.rules) }, asOf: null };
    const accountBase = { fields: { ...serviceAccountFields(account) }, asOf: null };
    bench.add(
      edits.createRule('u1@example.com', { roleId: 8 }),
      { edit: edits.deleteUser(), base: userBase },
      { edit: edits.setEnabled(false), base: accountBase },
      { edit: edits.rotate(), base: accountBase },
    );
    expect(await bench.drain()).toMatchObject({ done: 4, stuck: 0 });
    expect(bench.tenant.rules).toEqual([]);
  });

  test('one subject and role keep their order, others do not wait for them', async () => {
    const bench = withFacts();
    bench.add(
      edits.deleteRule(5),
      edits.createRule('u1@example.com', { scope: { type: 'project', id: 'dogs' } }),
      edits.createRule('u1@example.com', { roleId: 8 }),
    );
    const held = holdUp(bench, 'deleteRule');
    const sent = bench.drain();
    await held.reached;
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    expect(bench.states()).toEqual({ c1: 'sending', c2: 'pending', c3: 'done' });
    held.letGo();
    await sent;
    expect(bench.state('c2')).toBe('done');
  });

  test('two administrators do not go at the same time, each looking at the other (V20)', async () => {
    const bench = withFacts();
    bench.tenant.rules.push(
      aRule(10, 'u1@example.com', root, { type: 'tenant', id: '7' }),
      aRule(11, 'u2@example.com', root, { type: 'tenant', id: '7' }),
    );
    bench.guard = async ({ edit }, client) => {
      if (edit.kind !== 'user.delete') return null;
      const other = edit.userId === 'u1' ? 'u2@example.com' : 'u1@example.com';
      const stays = (await client.rulesOf({ type: 'user', id: other })).some(({ rule }) => rule.roleId === 1);
      return stays
        ? null
        : { kind: 'guard', message: 'The last one.', fields: [], choices: ['take-theirs'], existingId: null };
    };
    bench.add(edits.deleteUser('u1'), edits.deleteUser('u2'));
    await bench.drain();
    expect(bench.states()).toEqual({ c1: 'done', c2: 'conflict' });
    expect(bench.tenant.users.map(({ id }) => id)).toEqual(['u2']);
  });

  test('a change for another tenant or account stays', async () => {
    const bench = withFacts();
    bench.add(
      { edit: edits.createRule('a@example.com'), binding: 'tenant-b/admin@example.com' },
      edits.createRule('b@example.com'),
    );
    await bench.drain();
    expect(bench.states()).toEqual({ c1: 'pending', c2: 'done' });
    await bench.drain(['c1']);
    expect(bench.state('c1')).toBe('pending');
    expect(binding).not.toBe('tenant-b/admin@example.com');
  });

  test('staged changes wait for the user, and go when they are asked for by name', async () => {
    const bench = withFacts();
    bench.add(
      { edit: edits.createRule('a@example.com'), held: true },
      { edit: edits.createRule('b@example.com'), held: true },
    );
    bench.push.kick();
    await bench.drain();
    expect(bench.tenant.calls).toEqual([]);
    await bench.drain(['c2']);
    expect(bench.states()).toEqual({ c1: 'pending', c2: 'done' });
  });

  test('a user made here and deleted again before it left leaves no trace at the tenant', async () => {
    const bench = withFacts();
    bench.add(
      edits.createUser(),
      { edit: edits.createRule('ada@example.com'), dependsOn: ['c1'] },
      { edit: edits.deleteUser('local:c1', 'ada@example.com'), dependsOn: ['c1'] },
    );
    await bench.drain();
    expect(bench.tenant.calls).toEqual([]);
    expect(bench.states()).toEqual({ c1: 'cancelled', c2: 'cancelled', c3: 'cancelled' });
  });

  test('a user made here and deleted while it is on the wire is deleted at the tenant', async () => {
    const bench = withFacts();
    bench.add(edits.createUser());
    const held = holdUp(bench, 'createUser');
    const sent = bench.drain();
    await held.reached;
    bench.add({ edit: edits.deleteUser('local:c1', 'ada@example.com'), dependsOn: ['c1'] });
    bench.push.kick();
    held.letGo();
    await sent;
    await bench.rest();
    expect(bench.states()).toEqual({ c1: 'done', c2: 'done' });
    expect(bench.tenant.users.map(({ id }) => id)).toEqual(['u1', 'u2']);
  });
});
