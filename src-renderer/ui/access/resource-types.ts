import type { Permission } from '../../../src-shared/domain/role.ts';
import { groupedRows } from './permission-rows.ts';
import type { RowGroup } from './permission-rows.ts';

/** A resource type as the grids name it. */
export interface ResourceType {
  readonly resourceType: string;
  readonly label: string;
  readonly group: string;
}

/**
 * Every resource type that any of these permissions names, once, with the name and group that came first. Types that
 * only a newer tenant knows are among them: they come from the tenant, not from a list of ours.
 */
export function resourceTypesOf(
  bundles: readonly { readonly permissions: readonly Permission[] }[],
): readonly ResourceType[] {
  const types = new Map<string, ResourceType>();
  for (const { permissions } of bundles) {
    for (const { resourceType, displayName, group } of permissions) {
      if (!types.has(resourceType)) types.set(resourceType, { resourceType, label: displayName, group });
    }
  }
  return [...types.values()];
}

/** Whether a resource type answers what was typed: by its name, its id, or its group's name. */
function matchesType(type: ResourceType, groupLabel: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return [type.label, type.resourceType, groupLabel].some((text) => text.toLowerCase().includes(wanted));
}

/** Resource types in their groups, narrowed to those that answer what was typed; empty groups are left out. */
export function typeGroups<Type extends ResourceType>(
  types: readonly Type[],
  typed: string,
): readonly RowGroup<Type>[] {
  return groupedRows(types)
    .map((group) => ({ ...group, rows: group.rows.filter((type) => matchesType(type, group.label, typed)) }))
    .filter((group) => group.rows.length > 0);
}
