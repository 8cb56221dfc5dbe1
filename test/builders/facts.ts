import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import type { Role } from '../../src-shared/domain/role.ts';
import type { User } from '../../src-shared/domain/user.ts';
import type { ServiceAccount } from '../../src-shared/wire/service-account-wire.ts';

/** A user with believable defaults. */
export function aUser(id: string, more: Partial<User> = {}): User {
  return {
    id,
    email: `${id}@example.com`,
    isLocal: true,
    firstName: null,
    lastName: null,
    groups: [],
    createdBy: 'root@example.com',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: null,
    lastLogin: null,
    ...more,
  };
}

/** A role with a name that matters and permissions that do not. */
export function aRole(id: number, name: string): Role {
  return {
    id,
    name,
    description: `What ${name} may do`,
    permissions: [],
    permissionSets: [],
    custom: false,
    enabled: true,
    createdBy: 'Run:ai',
    createdAt: null,
    updatedAt: null,
  };
}

/** A rule of a user on a scope of the small tree. */
export function aRule(
  id: number,
  subjectId: string,
  role: { id: number; name: string },
  scope: { type: string; id: string; name?: string },
  more: Partial<AccessRule> = {},
): AccessRule {
  return {
    id,
    subjectType: 'user',
    subjectId,
    roleId: role.id,
    roleName: role.name,
    scopeType: scope.type,
    scopeId: scope.id,
    scopeName: scope.name ?? scope.id,
    clusterId: null,
    createdBy: 'root@example.com',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: null,
    deletedAt: null,
    phase: 'Ready',
    ...more,
  };
}

/** A service account with believable defaults. */
export function aServiceAccount(id: string, more: Partial<ServiceAccount> = {}): ServiceAccount {
  return {
    id,
    name: id,
    clientId: `${id}-client`,
    enabled: true,
    createdBy: 'root@example.com',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: null,
    lastLogin: null,
    ...more,
  };
}
