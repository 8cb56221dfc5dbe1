import type { Permission } from '../../../src-shared/domain/role.ts';

/** Permissions in words: "Users: create, update". Those without actions say nothing and are left out. */
export function permissionWords(permissions: readonly Permission[]): readonly string[] {
  return permissions
    .filter(({ actions }) => actions.length > 0)
    .map(({ displayName, actions }) => `${displayName}: ${actions.join(', ')}`);
}

/** How many single permissions there are: one for each action on each resource type. */
export function permissionCount(permissions: readonly Pick<Permission, 'actions'>[]): number {
  return permissions.reduce((sum, { actions }) => sum + actions.length, 0);
}
