import type { Edit } from '../../src-shared/domain/change.ts';

/** What a role of that name is to be. */
export const content = (name: string) => ({
  name,
  description: `What ${name} is for`,
  permissionSets: [{ id: 'set-1', name: 'Users: view' }],
  permissions: [{ resourceType: 'users', actions: ['read'] }],
});
export const newRole = (localId: number, name: string): Edit => ({
  kind: 'role.create',
  localId,
  ...content(name),
  kubernetesRole: null,
});
export const changedRole = (roleId: number, name: string): Edit => ({
  kind: 'role.update',
  roleId,
  ...content(name),
});
export const switchedRole = (roleId: number, enabled: boolean): Edit => ({
  kind: 'role.set-enabled',
  roleId,
  name: 'Desk',
  enabled,
});
export const removedRole = (roleId: number): Edit => ({ kind: 'role.delete', roleId, name: 'Desk' });
