import type { Permission, Role } from '../domain/role.ts';

/** How much a role can do, in four steps, strongest first (design §10). */
export const roleTiers = ['administrator', 'manager', 'worker', 'viewer'] as const;

/** One of {@link roleTiers}. */
export type Tier = (typeof roleTiers)[number];

const people = new Set(['users', 'groups', 'apps', 'service-account', 'service-accounts']);
const own = new Set(['personal-apps', 'user-apps', 'access-keys']);

function changes(permission: Permission): boolean {
  return permission.actions.some((action) => action !== 'read');
}

/**
 * The tier of a role by what it permits, never by its name: administrator = changes people, or gives access and sees
 * people; manager = gives access, or changes organisation, resources or settings; worker = changes anything else.
 */
export function tierOfRole(role: Pick<Role, 'permissions'>): Tier {
  const changed = role.permissions.filter(
    (permission) => changes(permission) && !own.has(permission.resourceType),
  );
  const seesPeople = role.permissions.some(
    (permission) => permission.resourceType === 'users' && permission.actions.length > 0,
  );
  const givesAccess = changed.some((permission) => permission.resourceType === 'access_rules');
  if (changed.some((permission) => people.has(permission.resourceType))) return 'administrator';
  if (givesAccess && seesPeople) return 'administrator';
  const manages = changed.some((permission) =>
    ['organization', 'physical-resource'].includes(permission.group),
  );
  if (givesAccess || manages) return 'manager';
  return changed.length > 0 ? 'worker' : 'viewer';
}
