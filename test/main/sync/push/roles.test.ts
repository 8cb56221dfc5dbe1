import { describe, expect, test } from 'vitest';
import { roleFields } from '../../../../src-shared/changes/base-fields.ts';
import type { Role } from '../../../../src-shared/domain/role.ts';
import { aRole } from '../../../builders/facts.ts';
import { edits, type PushBench } from '../../../builders/push-bench.ts';
import { refused, replyLost } from '../../../builders/scripted-tenant.ts';
import { count } from './bench-acts.ts';
import { role, roleBench } from './role-bench.ts';

const seen = (of: Role) => ({ base: { fields: { ...roleFields(of) }, asOf: null } });
const setsAt = (one: PushBench): string[] => one.tenant.roles[0]?.permissionSets.map(({ id }) => id) ?? [];

describe('a new role', () => {
  test('is made once, and a rule that gives it goes after it with the number it got', async () => {
    const one = roleBench();
    const [made] = one.add(edits.createRole('Desk', -8, 'users R'));
    one.add({ edit: edits.createRule('ada@example.com', { roleId: -8 }), dependsOn: [made?.id ?? ''] });
    await one.drain();
    expect(one.states()).toEqual({ c1: 'done', c2: 'done' });
    const [desk] = one.tenant.roles;
    expect(one.tenant.rules).toMatchObject([{ subjectId: 'ada@example.com', roleId: desk?.id }]);
    await one.rest();
    expect(one.notes.flatMap(({ change }) => change.roles ?? [])).toMatchObject([{ name: 'Desk' }]);
    expect(one.rows()).toContain('role.create Desk done');
  });

  test.each([
    ['by the same program', () => {}],
    ['by one that was started again', (one: PushBench) => void one.start()],
  ])('keeps its order with edits that name it as the tenant does, sent %s (I6)', async (_who, meanwhile) => {
    const one = roleBench();
    one.add(edits.createRole('Desk', -8, 'users R'), {
      edit: edits.setRoleEnabled(false, -8),
      dependsOn: ['c1'],
      held: true,
    });
    await one.drain();
    one.add(edits.setRoleEnabled(true, one.tenant.roles[0]?.id));
    meanwhile(one);
    await one.drain();
    expect(one.states()).toEqual({ c1: 'done', c2: 'pending', c3: 'pending' });
    await one.drain(['c2', 'c3']);
    expect(one.states()).toEqual({ c1: 'done', c2: 'done', c3: 'done' });
    expect(one.tenant.roles[0]?.enabled).toBe(true);
  });

  test('whose reply is lost is found again by its name, and not made twice', async () => {
    const one = roleBench();
    one.tenant.faults.push({ call: 'createRole', error: replyLost(), applied: true });
    one.add(edits.createRole('Desk', -8, 'users R'));
    await one.drain();
    expect(one.get('c1')).toMatchObject({
      state: 'done',
      result: { how: 'found', serverId: String(one.tenant.roles[0]?.id) },
    });
    expect(count(one, 'createRole')).toBe(1);
  });

  test('is not taken for ours where somebody else made one of that name while the reply was lost', async () => {
    const one = roleBench();
    one.tenant.faults.push({ call: 'createRole', error: replyLost(), applied: false });
    one.tenant.afterLost = () => {};
    one.tenant.beforeCall = (call) => {
      if (call === 'findRole' && one.tenant.roles.length === 0)
        one.tenant.roles.push(role(['nodes R'], { createdBy: 'eve@example.com' }));
    };
    one.add(edits.createRole('Desk', -8, 'users R'));
    await one.drain();
    expect(one.get('c1')).toMatchObject({
      state: 'conflict',
      conflict: { kind: 'name-taken', choices: ['use-existing', 'edit', 'take-theirs'], existingId: '9' },
    });
  });

  test('with a name that is taken can use the role that is there, or take another name', async () => {
    const one = roleBench(role(['nodes R']));
    const [made] = one.add(edits.createRole('Desk', -8, 'users R'));
    one.add({ edit: edits.createRule('ada@example.com', { roleId: -8 }), dependsOn: [made?.id ?? ''] });
    await one.drain();
    expect(one.states()).toEqual({ c1: 'conflict', c2: 'blocked' });
    one.push.resolve('c1', 'use-existing', {});
    await one.drain();
    expect(one.states()).toEqual({ c1: 'done', c2: 'done' });
    expect(one.tenant.rules).toMatchObject([{ roleId: 9 }]);

    const other = roleBench(role(['nodes R']));
    other.add(edits.createRole('Desk', -8, 'users R'));
    await other.drain();
    expect(() => other.push.resolve('c1', 'edit', { name: ' ' })).toThrow('needs a name');
    other.push.resolve('c1', 'edit', { name: 'Second desk' });
    await other.drain();
    expect(other.tenant.roles.map(({ name }) => name)).toEqual(['Desk', 'Second desk']);
  });
});

describe('a changed role', () => {
  test('goes together with what somebody else changed elsewhere, and says so', async () => {
    const before = role(['users R']);
    const one = roleBench(role(['users R', 'nodes R'], { description: 'Theirs' }));
    one.add({
      edit: edits.updateRole('Desk', 9, 'users R', 'project R'),
      ...seen({ ...before, description: 'What Desk is for' }),
    });
    await one.drain();
    expect(one.get('c1')).toMatchObject({ state: 'done', result: { how: 'merged' } });
    expect(one.get('c1').result?.note).toBe(
      'Changed since you looked, harmlessly: description, permission set, permission on Nodes',
    );
    expect(setsAt(one).toSorted()).toEqual(['nodes R', 'project R', 'users R']);
    expect(one.tenant.roles[0]?.description).toBe('Theirs');
  });

  test('is a conflict permission by permission where both changed the same, and keeps mine when told to', async () => {
    const before = role(['users R']);
    const one = roleBench(role(['users R', 'users RU']));
    one.add({ edit: edits.updateRole('Desk', 9, 'users R', 'users CRUD'), ...seen(before) });
    await one.drain();
    expect(one.get('c1')).toMatchObject({
      state: 'conflict',
      conflict: { kind: 'changed-since', choices: ['keep-mine', 'take-theirs'] },
    });
    expect(one.get('c1').conflict?.fields.map(({ field }) => field)).toEqual([
      'permission:users',
      'permission-set:users RU',
    ]);
    expect(count(one, 'updateRole')).toBe(0);
    one.push.resolve('c1', 'keep-mine', {});
    await one.drain();
    expect(one.state('c1')).toBe('done');
    expect(setsAt(one).toSorted()).toEqual(['users CRUD', 'users R']);
  });

  test('that the tenant has so already is done without being sent', async () => {
    const one = roleBench(role(['users R', 'nodes R']));
    one.add({ edit: edits.updateRole('Desk', 9, 'users R', 'nodes R'), ...seen(role(['users R'])) });
    await one.drain();
    expect(one.get('c1')).toMatchObject({ state: 'done', result: { how: 'already' } });
    expect(count(one, 'updateRole')).toBe(0);
  });

  test('whose reply is lost is read back: done where it took, sent again where it did not', async () => {
    for (const applied of [true, false]) {
      const one = roleBench(role(['users R']));
      one.tenant.faults.push({ call: 'updateRole', error: replyLost(), applied });
      one.add({ edit: edits.updateRole('Desk', 9, 'nodes R'), ...seen(role(['users R'])) });
      await one.drain();
      for (let turn = 0; turn < 3 && one.state('c1') !== 'done'; turn += 1) {
        one.clock.advance(600_000);
        await one.drain();
      }
      expect(one.state('c1')).toBe('done');
      expect(setsAt(one)).toEqual(['nodes R']);
      expect(count(one, 'updateRole')).toBe(applied ? 1 : 2);
    }
  });

  test('that went together with others is found done after a lost reply, and not compared with theirs', async () => {
    const one = roleBench(role(['users R', 'nodes R']));
    one.tenant.faults.push({ call: 'updateRole', error: replyLost(), applied: true });
    one.add({ edit: edits.updateRole('Desk', 9, 'users R', 'project R'), ...seen(role(['users R'])) });
    await one.drain();
    expect(one.get('c1')).toMatchObject({ state: 'done', result: { how: 'found' } });
    expect(setsAt(one).toSorted()).toEqual(['nodes R', 'project R', 'users R']);
  });

  test('that is gone, or meets a taken name, needs the admin', async () => {
    const gone = roleBench();
    gone.add({ edit: edits.updateRole('Desk', 9, 'users R'), ...seen(role(['nodes R'])) });
    await gone.drain();
    expect(gone.get('c1')).toMatchObject({ state: 'conflict', conflict: { kind: 'role-gone' } });

    const taken = roleBench(role(['users R']), { ...aRole(10, 'Front'), custom: true });
    taken.add({ edit: edits.updateRole('Front', 9, 'users R'), ...seen(role(['users R'])) });
    await taken.drain();
    expect(taken.get('c1')).toMatchObject({
      state: 'conflict',
      conflict: { kind: 'name-taken', choices: ['edit', 'try-again', 'take-theirs'], existingId: null },
    });
  });
});

describe('a role that is switched or deleted', () => {
  test('is compared first: what others changed since is a conflict of the deletion, and none of a switch', async () => {
    const one = roleBench(role(['users R', 'nodes R']));
    one.add({ edit: edits.setRoleEnabled(false), ...seen(role(['users R'])) });
    await one.drain();
    expect(one.tenant.roles[0]?.enabled).toBe(false);
    one.add({ edit: edits.deleteRole(), ...seen(role(['users R'], { enabled: false })) });
    await one.drain();
    expect(one.get('c2')).toMatchObject({ state: 'conflict', conflict: { kind: 'changed-since' } });
    one.push.resolve('c2', 'keep-mine', {});
    await one.drain();
    expect(one.tenant.roles).toEqual([]);
    await one.rest();
    expect(one.notes.flatMap(({ change }) => change.removedRoleIds ?? [])).toEqual([9]);
  });

  test('whose reply is lost, and which somebody switched back, is not switched again by itself (I2)', async () => {
    const one = roleBench(role([], { enabled: true, updatedAt: '2026-01-01T00:00:00Z' }));
    one.tenant.faults.push({ call: 'setRoleEnabled', error: replyLost(), applied: true });
    one.tenant.afterLost = () => {
      one.tenant.roles = [role([], { enabled: true, updatedAt: '2026-01-01T00:00:09Z' })];
    };
    one.add({ edit: edits.setRoleEnabled(false), ...seen(role([])) });
    await one.drain();
    expect(one.get('c1')).toMatchObject({ state: 'conflict', conflict: { kind: 'changed-since' } });
    expect(count(one, 'setRoleEnabled')).toBe(1);
    one.push.resolve('c1', 'keep-mine', {});
    await one.drain();
    expect(one.state('c1')).toBe('done');
    expect(one.tenant.roles[0]?.enabled).toBe(false);
  });

  test('that is gone already is done; one that the tenant will not let go is refused', async () => {
    const gone = roleBench();
    gone.add({ edit: edits.deleteRole(), ...seen(role([])) });
    await gone.drain();
    expect(gone.get('c1')).toMatchObject({ state: 'done', result: { how: 'already' } });

    const used = roleBench(role(['users R']));
    used.tenant.faults.push({ call: 'deleteRole', error: refused(409, 'conflict'), applied: false });
    used.add({ edit: edits.deleteRole(), ...seen(role(['users R'])) });
    await used.drain();
    expect(used.state('c1')).toBe('rejected');
  });

  test('comes to nothing where it was only made here, with the rules that wait for it', async () => {
    const one = roleBench();
    const [made] = one.add(edits.createRole('Desk', -8, 'users R'));
    const after = { dependsOn: [made?.id ?? ''] };
    one.add({ edit: edits.createRule('ada@example.com', { roleId: -8 }), ...after });
    one.add({ edit: edits.deleteRole(-8), ...after });
    await one.drain();
    expect(Object.values(one.states())).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(one.tenant.calls).toEqual([]);
  });

  test('twice, there and back, comes to nothing', async () => {
    const one = roleBench(role(['users R']));
    one.add(
      { edit: edits.setRoleEnabled(false), ...seen(role(['users R'])) },
      { edit: edits.setRoleEnabled(true), ...seen(role(['users R'])) },
    );
    await one.drain();
    expect(one.states()).toEqual({ c1: 'cancelled', c2: 'cancelled' });
  });
});
