import type { RoleDraft } from '../../../../src-shared/domain/role-draft.ts';
import { aRule } from '../../../builders/facts.ts';
import { permissionsIn, roleWith } from '../../../builders/role-facts.ts';
import { type UsersBench, usersBench } from '../../../builders/users-bench.ts';

const admin = roleWith(1, 'System administrator', 'users CRUD, project CRUD, nodes CRUD');
const viewer = roleWith(7, 'Viewer', 'project R, nodes R');
export const desk = roleWith(9, 'Desk', 'users CR', {
  custom: true,
  description: 'Welcomes people',
  permissionSets: [{ id: 'users CR', name: 'users CR' }],
});
const setNames = [
  'users CR',
  'users R',
  'users C',
  'project R',
  'nodes R',
  'project CRUD',
  'weather-balloons R',
];
const sets = setNames.map((name) => ({ id: name, name, description: '', permissions: permissionsIn(name) }));
export const cats = { type: 'project', id: 'p-cats', name: 'cats' };
const tenant = { type: 'tenant', id: '7', name: 'Acme' };

/** A tenant with two roles of the product’s and one of its own, Desk, which two people hold. */
export function rolesBench(): UsersBench {
  const one = usersBench({
    roles: [admin, viewer, desk],
    permissionSets: sets,
    rules: [
      aRule(1, 'root@example.com', admin, tenant),
      aRule(2, 'bob@example.com', desk, cats),
      aRule(3, 'ada@example.com', desk, cats),
      aRule(4, 'ada@example.com', admin, tenant),
    ],
  });
  for (const { id, permissions } of sets) one.tenant.setPermissions.set(id, permissions);
  one.tenant.roles = [...one.mirror.roleFacts];
  return one;
}

export const draft = (ids: readonly string[], more: Partial<RoleDraft> = {}): RoleDraft => ({
  name: 'Front',
  description: 'What it is for',
  permissionSetIds: [...ids],
  permissions: [],
  ...more,
});
export const save = (ids: readonly string[], more: Partial<RoleDraft> = {}, id: number | null = null) => ({
  id,
  draft: draft(ids, more),
  clonedFrom: null,
  acknowledged: [] as string[],
});
