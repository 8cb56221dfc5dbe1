import { roleFields } from '../../../src-shared/changes/base-fields.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { aRole } from '../../builders/facts.ts';
import { edits, roleContent } from '../../builders/push-bench.ts';
import { permissionsIn } from '../../builders/role-facts.ts';
import { type ScriptedCall, ScriptedTenant } from '../../builders/scripted-tenant.ts';
import type { RoleLocal, RoleRemote } from './role-table.ts';
import type { Scene } from './scene.ts';

const sets = ['users R', 'nodes R', 'nodes RU', 'project R'];

const roleWith = (name: string, has: readonly string[], more: Partial<Role> = {}): Role => ({
  ...aRole(9, name),
  ...roleContent(name, has),
  permissions: has.flatMap(permissionsIn),
  custom: true,
  createdBy: 'eve@example.com',
  ...more,
});

const desk = roleWith('Desk', ['users R']);
const change = (more: Partial<ReturnType<typeof roleContent>>): Edit => ({
  kind: 'role.update',
  roleId: desk.id,
  ...roleContent('Desk', ['users R']),
  ...more,
});

const edit: Readonly<Record<RoleLocal, Edit>> = {
  create: edits.createRole('Lobby', -8, 'users R'),
  'give a permission': edits.updateRole('Desk', 9, 'users R', 'nodes R'),
  'change the words': change({ description: 'Mine' }),
  rename: change({ name: 'Lobby' }),
  'switch off': edits.setRoleEnabled(false),
  delete: edits.deleteRole(),
};

const callOf: Readonly<Record<RoleLocal, ScriptedCall>> = {
  create: 'createRole',
  'give a permission': 'updateRole',
  'change the words': 'updateRole',
  rename: 'updateRole',
  'switch off': 'setRoleEnabled',
  delete: 'deleteRole',
};

function actOf(tenant: ScriptedTenant, remote: RoleRemote): () => boolean {
  const onDesk = (more: Partial<Role>) => (): boolean => {
    tenant.roles = tenant.roles.map((role) => (role.id === desk.id ? { ...role, ...more } : role));
    return true;
  };
  const giving = (set: string): (() => boolean) => {
    const { permissionSets, permissions } = roleWith('Desk', ['users R', set]);
    return onDesk({ permissionSets, permissions });
  };
  const acts: Readonly<Record<RoleRemote, () => boolean>> = {
    'name taken': () => {
      tenant.roles.push(roleWith('Lobby', ['project R'], { id: 10 }));
      return false;
    },
    'same permission': giving('nodes RU'),
    'other permission': giving('project R'),
    words: onDesk({ description: 'Theirs' }),
    renamed: onDesk({ name: 'Reception' }),
    'switched off': onDesk({ enabled: false }),
    deleted: () => {
      tenant.roles = tenant.roles.filter(({ id }) => id !== desk.id);
      return false;
    },
    'right lost': () => false,
  };
  return acts[remote];
}

/** The scene of a cell about a role, made anew. */
export function roleSceneOf(local: RoleLocal, remote: RoleRemote): Scene {
  const tenant = new ScriptedTenant({ roles: [desk] });
  for (const set of sets) tenant.setPermissions.set(set, permissionsIn(set));
  const act = actOf(tenant, remote);
  const creates = local === 'create';
  return {
    tenant,
    edit: edit[local],
    base: creates ? null : { fields: { ...roleFields(desk) }, asOf: null },
    call: callOf[local],
    reads: creates ? [] : ['readRole'],
    // Creating depends on nothing that could be another.
    act: creates ? () => act() && false : act,
    rightLost: remote === 'right lost',
  };
}
