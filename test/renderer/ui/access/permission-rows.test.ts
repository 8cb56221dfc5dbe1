import { expect, test } from 'vitest';
import { permissionGroups } from '../../../../src-renderer/ui/access/permission-rows.ts';

const permission = (resourceType: string, group: string, actions: string[]) => ({
  resourceType,
  displayName: resourceType,
  group,
  actions,
});

test('groups come in their fixed order, unknown ones last under their own name', () => {
  const groups = permissionGroups(
    [
      permission('jobs', 'workload', ['read']),
      permission('quantum', 'zeta', ['read']),
      permission('users', 'iam', ['read']),
    ],
    false,
  );
  expect(groups.map((group) => group.label)).toEqual(['People and access', 'Workloads', 'zeta']);
});

test('cells say granted or not, actions beyond the four stand beside', () => {
  const [group] = permissionGroups([permission('jobs', 'workload', ['delete', 'read', 'sync'])], false);
  expect(group?.rows[0]).toMatchObject({
    cells: { create: 'none', read: 'granted', update: 'none', delete: 'granted' },
    more: ['sync'],
  });
});

test('a disabled role is dormant where it would grant', () => {
  const [group] = permissionGroups([permission('jobs', 'workload', ['read'])], true);
  expect(group?.rows[0]?.cells).toMatchObject({ read: 'dormant', create: 'none' });
});
