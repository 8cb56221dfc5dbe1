import type { RoleContent } from '../../src-shared/changes/merge-role.ts';
import type { Permission, Role } from '../../src-shared/domain/role.ts';
import type { TenantClient } from '../../src-main/cloud/tenant-client.ts';
import { aRole } from './facts.ts';

/** The part of a scripted tenant that its role calls work on. */
export interface RoleKeeper {
  roles: Role[];
  readonly setPermissions: ReadonlyMap<string, Permission[]>;
  readonly caller: string;
  next(): number;
}

type RoleCalls = Pick<
  TenantClient,
  'createRole' | 'updateRole' | 'setRoleEnabled' | 'deleteRole' | 'readRole' | 'findRole'
>;

type Through = <T>(call: keyof RoleCalls, what: string, apply: () => T) => Promise<T>;

/** A role in the tenant's words. */
const sent = (role: Role): Record<string, unknown> => ({
  ...role,
  effectiveEnabled: role.enabled,
  kubernetesPermissions: { predefinedRole: null },
});

/** The role calls of a tenant in memory; `refused` is how it says no with a status. */
export function scriptedRoles(
  tenant: RoleKeeper,
  through: Through,
  refused: (status: 404 | 409, kind: 'not-found' | 'conflict') => Error,
): RoleCalls {
  const contentOf = ({ name, description, permissionSets }: RoleContent): Partial<Role> => ({
    name,
    description,
    permissionSets: permissionSets.map((set) => ({ ...set })),
    permissions: permissionSets.flatMap(({ id }) => tenant.setPermissions.get(id) ?? []),
  });
  const requireFree = (name: string, self?: number): void => {
    if (tenant.roles.some((role) => role.name === name && role.id !== self)) throw refused(409, 'conflict');
  };
  const find = (id: number): Role => {
    const role = tenant.roles.find((one) => one.id === id);
    if (role === undefined) throw refused(404, 'not-found');
    return role;
  };
  const put = (role: Role): void => {
    tenant.roles = tenant.roles.map((one) => (one.id === role.id ? role : one));
  };
  return {
    createRole: (content) =>
      through('createRole', content.name, () => {
        requireFree(content.name);
        const role: Role = {
          ...aRole(tenant.next(), content.name),
          ...contentOf(content),
          custom: true,
          createdBy: tenant.caller,
        };
        tenant.roles.push(role);
        return { id: role.id, raw: sent(role) };
      }),
    updateRole: (id, content) =>
      through('updateRole', `${id} ${content.name}`, () => {
        requireFree(content.name, id);
        const role = { ...find(id), ...contentOf(content) };
        put(role);
        return sent(role);
      }),
    setRoleEnabled: (id, enabled) =>
      through('setRoleEnabled', `${id} ${enabled}`, () => put({ ...find(id), enabled })),
    deleteRole: (id) =>
      through('deleteRole', String(id), () => {
        const there = tenant.roles.some((role) => role.id === id);
        tenant.roles = tenant.roles.filter((role) => role.id !== id);
        return there;
      }),
    readRole: (id) =>
      through('readRole', String(id), () => {
        const role = tenant.roles.find((one) => one.id === id);
        return role === undefined ? null : sent(role);
      }),
    findRole: (name) =>
      through('findRole', name, () => {
        const role = tenant.roles.find((one) => one.name === name);
        return role === undefined ? null : { id: role.id, raw: sent(role) };
      }),
  };
}
