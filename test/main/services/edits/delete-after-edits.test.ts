import { expect, it } from 'vitest';
import { permissionsIn, roleWith } from '../../../builders/role-facts.ts';
import { aServiceAccount } from '../../../builders/facts.ts';
import { type UsersBench, usersBench, viewer } from '../../../builders/users-bench.ts';

/*
 * What was edited offline and is deleted then: the edits are never sent, so the deletion is compared with what the tenant
 * had before them, and not with what they would have made of it.
 */

const dogs = { type: 'project' as const, id: 'p-dogs' };
const desk = roleWith(9, 'Desk', 'users CR', {
  custom: true,
  permissionSets: [{ id: 'users CR', name: 'users CR' }],
});
const sets = ['users CR', 'project R'].map((name) => ({
  id: name,
  name,
  description: '',
  permissions: permissionsIn(name),
}));

function offline(): UsersBench {
  const bench = usersBench({ roles: [viewer, desk], permissionSets: sets });
  for (const { id, permissions } of sets) bench.tenant.setPermissions.set(id, permissions);
  bench.tenant.roles = [...bench.mirror.roleFacts];
  bench.online = false;
  return bench;
}

async function sent(bench: UsersBench): Promise<void> {
  bench.online = true;
  await bench.changes.send({ ids: null });
}

const editRole = async (bench: UsersBench, name: string): Promise<void> => {
  const draft = { name, description: 'Other', permissionSetIds: ['project R'], permissions: [] };
  await bench.roles.save({ id: 9, draft, clonedFrom: null, acknowledged: [] });
};
const switchRole = async (bench: UsersBench, enabled: boolean): Promise<void> =>
  void (await bench.roles.setEnabled({ ids: [9], enabled, acknowledged: [] }));
const deleteRole = async (bench: UsersBench): Promise<void> =>
  void (await bench.roles.delete({ ids: [9], acknowledged: [], typed: '' }));
const switchAccount = async (bench: UsersBench, enabled: boolean): Promise<void> =>
  void (await bench.serviceAccounts.setEnabled({ ids: ['sa1'], enabled, acknowledged: [] }));
const deleteAccount = async (bench: UsersBench): Promise<void> =>
  void (await bench.serviceAccounts.delete({ ids: ['sa1'], acknowledged: [], typed: '' }));
const changeRule = async (bench: UsersBench): Promise<void> =>
  void (await bench.rules.change({ id: '3', roleId: viewer.id, scope: dogs, acknowledged: [] }));
const deleteBob = async (bench: UsersBench): Promise<void> =>
  void (await bench.service.delete({ ids: ['bob'], acknowledged: [], typed: '' }));

it.each([
  ['a role that was changed', [(bench) => editRole(bench, 'Front')], deleteRole],
  ['a role that was switched', [(bench) => switchRole(bench, false)], deleteRole],
  [
    'a role that was changed, switched and changed again',
    [
      (bench) => editRole(bench, 'Front'),
      (bench) => switchRole(bench, false),
      (bench) => editRole(bench, 'Door'),
    ],
    deleteRole,
  ],
  ['a service account that was switched', [(bench) => switchAccount(bench, false)], deleteAccount],
  ['a user whose rule was changed', [changeRule], deleteBob],
] as [string, ((bench: UsersBench) => Promise<void>)[], (bench: UsersBench) => Promise<void>][])(
  '%s is deleted as if it had never been',
  async (_name, before, remove) => {
    const bench = offline();
    for (const edit of before) await edit(bench);
    await remove(bench);
    await sent(bench);
    expect(bench.outbox.open()).toEqual([]);
    const done = bench.outbox.ended(10).filter(({ state }) => state === 'done');
    expect(done.map(({ edit }) => edit.kind.split('.')[1])).toEqual(['delete']);
    expect(done.map(({ edit }) => ('name' in edit ? edit.name : null))).not.toContain('Front');
  },
);

it.each([
  [
    'a role',
    (bench: UsersBench) => editRole(bench, 'Front'),
    deleteRole,
    (bench: UsersBench) => {
      bench.tenant.roles = bench.tenant.roles.map((role) =>
        role.id === 9 ? { ...role, description: 'By somebody else' } : role,
      );
    },
  ],
  [
    'a service account',
    (bench: UsersBench) => switchAccount(bench, false),
    deleteAccount,
    (bench: UsersBench) => {
      bench.tenant.serviceAccounts = [
        aServiceAccount('sa1', { name: 'robot', clientId: 'robot-client', enabled: false }),
      ];
    },
  ],
  [
    'a user',
    changeRule,
    deleteBob,
    (bench: UsersBench) => {
      bench.tenant.users = bench.tenant.users.map((user) =>
        user.id === 'bob' ? { ...user, firstName: 'Robert' } : user,
      );
    },
  ],
] as const)('%s that somebody else changed meanwhile is not', async (_name, edit, remove, meanwhile) => {
  const bench = offline();
  await edit(bench);
  await remove(bench);
  meanwhile(bench);
  await sent(bench);
  expect(bench.outbox.open().map(({ conflict }) => conflict?.kind)).toEqual(['changed-since']);
});
