import type { Role } from '../../../../src-shared/domain/role.ts';
import { aRole } from '../../../builders/facts.ts';
import { PushBench, roleContent } from '../../../builders/push-bench.ts';
import { permissionsIn } from '../../../builders/role-facts.ts';
import { ScriptedTenant } from '../../../builders/scripted-tenant.ts';

const sets = ['users R', 'users CRUD', 'users RU', 'nodes R', 'project R'];

/** A role “Desk” of one's own with these permission sets. */
export const role = (has: readonly string[], more: Partial<Role> = {}): Role => ({
  ...aRole(9, 'Desk'),
  ...roleContent('Desk', has),
  permissions: has.flatMap(permissionsIn),
  custom: true,
  createdBy: 'admin@example.com',
  ...more,
});

/** A push to a tenant that has these roles, and a few permission sets. */
export function roleBench(...roles: Role[]): PushBench {
  const tenant = new ScriptedTenant({ roles });
  for (const set of sets) tenant.setPermissions.set(set, permissionsIn(set));
  return new PushBench(tenant);
}
