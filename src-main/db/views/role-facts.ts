import type { Database } from 'better-sqlite3';
import type { Overlay, OverlayRoleContent } from '../../../src-shared/changes/overlay.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { type PermissionSet, permissionSetFromWire } from '../../../src-shared/wire/permission-set-wire.ts';
import { permissionFromWire, roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import type { FactPlace, FactReader } from '../facts/fact-reader.ts';

/** What a change makes of a role. */
function contentOf({ name, description, permissionSets, permissions }: OverlayRoleContent) {
  return {
    name,
    description,
    permissionSets: permissionSets.map((set) => ({ ...set })),
    permissions: permissions.map(({ resourceType, actions }) =>
      permissionFromWire({ resourceType, actions: [...actions] }),
    ),
  };
}

/** Roles of the mirror as they will be: those that are to be removed left out, those made here added. Pure. */
export function rolesWith(stored: readonly Role[], { made, marks }: Overlay['roles']): Role[] {
  const laid = stored.flatMap((role): Role[] => {
    const over = marks.get(role.id);
    if (over?.mark === 'removed') return [];
    const content = over?.content ?? null;
    return [
      {
        ...role,
        ...(content === null ? {} : contentOf(content)),
        enabled: over?.enabled ?? role.enabled,
      },
    ];
  });
  const ours = made
    .filter(({ mark }) => mark !== 'removed')
    .map((role): Role => {
      const { id, enabled, createdBy, createdAt } = role;
      return { id, ...contentOf(role), custom: true, enabled, createdBy, createdAt, updatedAt: null };
    });
  return [...laid, ...ours].sort((one, other) => {
    const [left, right] = [one.name.toLowerCase(), other.name.toLowerCase()];
    return left === right ? one.id - other.id : left < right ? -1 : 1;
  });
}

/** All roles with their permissions as they are at the tenant, in no order. */
export function storedRoles(database: Database, facts: FactReader): Role[] {
  return database
    .prepare<[], FactPlace>('SELECT page, slot FROM roles')
    .all()
    .map((place) => roleFromWire(facts.at(place)));
}

/** All permission sets, by name. */
export function allPermissionSets(database: Database, facts: FactReader): PermissionSet[] {
  return database
    .prepare<[], FactPlace>('SELECT page, slot FROM permission_sets ORDER BY lower(name), id')
    .all()
    .map((place) => permissionSetFromWire(facts.at(place)));
}
