import type { Role } from '../../src-shared/domain/role.ts';
import { legacyPermissions, legacyRoles } from '../../src-shared/profiles/legacy-roles.ts';

/** The roles of a tenant of 2.13; by key: those that are off, and those that it does not offer. */
export const legacyRoleFacts = (disabled: readonly string[] = [], absent: readonly string[] = []): Role[] =>
  legacyRoles
    .filter(({ key }) => !absent.includes(key))
    .map(({ id, key, name, text }) => ({
      id,
      name,
      description: text,
      permissions: legacyPermissions(key).map(({ groupId, ...permission }) => ({
        ...permission,
        group: groupId,
        actions: [...permission.actions],
      })),
      permissionSets: [],
      custom: false,
      enabled: !disabled.includes(key),
      createdBy: 'Run:ai',
      createdAt: null,
      updatedAt: null,
    }));

/** Number and name of a role of 2.13. */
export function legacyRole(key: string): { id: number; name: string } {
  const found = legacyRoles.find((role) => role.key === key);
  if (found === undefined) throw new Error(`no role ${key}`);
  return { id: found.id, name: found.name };
}
