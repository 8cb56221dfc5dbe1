import type { RoleContent } from '../../src-shared/changes/merge-role.ts';
import type { Edit } from '../../src-shared/domain/change.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { EditRequest } from './edit-request.ts';
import { segment } from './request-url.ts';

type EditOf<K extends Edit['kind']> = Extract<Edit, { kind: K }>;

/** What of an edit of a role decides its request. */
export type RoleRequestable =
  | Omit<EditOf<'role.create'>, 'localId'>
  /** `there`: the role as the tenant sent it last. */
  | (EditOf<'role.update'> & { readonly there?: unknown })
  | Pick<EditOf<'role.set-enabled'>, 'kind' | 'roleId' | 'enabled'>
  | Pick<EditOf<'role.delete'>, 'kind' | 'roleId'>;

const roles = '/api/v2/authorization/roles';

/** Members of a role that the tenant works out itself; a write that carries them means nothing by it. */
const answered: ReadonlySet<string> = new Set([
  'id',
  'permissions',
  'effectiveEnabled',
  'custom',
  'deprecated',
  'createdAt',
  'updatedAt',
  'deletedAt',
  'createdBy',
]);

function contentBody(content: RoleContent, { features }: Dialect): Record<string, unknown> {
  return {
    name: content.name,
    description: content.description,
    permissionSets: content.permissionSets,
    ...(features.rolePermissions ? { permissions: content.permissions } : {}),
  };
}

/** The body that makes a role (tenant-api §3.5). */
function newRoleBody(
  content: RoleContent & { readonly kubernetesRole: string | null },
  dialect: Dialect,
): Record<string, unknown> {
  const { kubernetesRole } = content;
  return {
    ...contentBody(content, dialect),
    enabled: true,
    ...(kubernetesRole === null ? {} : { kubernetesPermissions: { predefinedRole: kubernetesRole } }),
  };
}

/**
 * The body that replaces a role. The call is a full replacement, so all else that the tenant sent of it last goes back as
 * it came, members of newer versions too (I20); `there` undefined: nothing is known of it yet.
 */
function changedRoleBody(content: RoleContent, there: unknown, dialect: Dialect): Record<string, unknown> {
  const known = typeof there === 'object' && there !== null ? Object.entries(there) : [];
  const kept = known.filter(([member]) => !answered.has(member));
  return { ...Object.fromEntries(kept), ...contentBody(content, dialect) };
}

/** The exact request of an edit of a role (tenant-api §3.5); only 2.24 and later have them. */
export function roleRequest(edit: RoleRequestable, dialect: Dialect): EditRequest {
  switch (edit.kind) {
    case 'role.create':
      return { method: 'POST', path: roles, body: newRoleBody(edit, dialect) };
    case 'role.update':
      return {
        method: 'PUT',
        path: `${roles}/${segment(edit.roleId)}`,
        body: changedRoleBody(edit, edit.there, dialect),
      };
    case 'role.set-enabled':
      return {
        method: 'POST',
        path: `${roles}/${segment(edit.roleId)}/${edit.enabled ? 'enable' : 'disable'}`,
        body: {},
      };
    case 'role.delete':
      return { method: 'DELETE', path: `${roles}/${segment(edit.roleId)}`, body: null };
  }
}
