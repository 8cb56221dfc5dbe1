import { type Permission, permissionActions } from '../domain/role.ts';
import { resourceTypeWords } from '../profiles/resource-types.ts';

/** A resource type and what may be done with it, without words for people. */
export interface Granted {
  readonly resourceType: string;
  readonly actions: readonly string[];
}

/** Single permissions, each as `<action> <resource type>`: what roles are compared by. Both are open sets. */
export type PermissionKeys = ReadonlySet<string>;

/** One key of {@link PermissionKeys}. */
export const permissionKey = (resourceType: string, action: string): string => `${action} ${resourceType}`;

/** The resource type and the action of a key. */
export function partsOfKey(key: string): { readonly resourceType: string; readonly action: string } {
  const at = key.indexOf(' ');
  return { action: key.slice(0, at), resourceType: key.slice(at + 1) };
}

/** All single permissions of a role or a bundle; a resource type without actions gives none. */
export function keysOf(permissions: readonly Granted[]): Set<string> {
  return new Set(
    permissions.flatMap(({ resourceType, actions }) =>
      actions.map((action) => permissionKey(resourceType, action)),
    ),
  );
}

/** What is in `left` and not in `right`. */
export function without(left: PermissionKeys, right: PermissionKeys): Set<string> {
  return new Set([...left].filter((key) => !right.has(key)));
}

/** Whether `outer` has everything that `inner` has. */
export function coversAll(outer: PermissionKeys, inner: PermissionKeys): boolean {
  return [...inner].every((key) => outer.has(key));
}

const known: readonly string[] = permissionActions;

/** Actions in the order in which they are always shown: create, read, update, delete, then those of newer tenants. */
export function inOrder(actions: Iterable<string>): string[] {
  const rank = (action: string): number => {
    const at = known.indexOf(action);
    return at < 0 ? known.length : at;
  };
  return [...new Set(actions)].sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
}

/** Keys as permissions with their words, by resource type. */
export function permissionsOfKeys(keys: PermissionKeys): Permission[] {
  const actions = new Map<string, string[]>();
  for (const key of keys) {
    const { resourceType, action } = partsOfKey(key);
    actions.set(resourceType, [...(actions.get(resourceType) ?? []), action]);
  }
  return [...actions]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([resourceType, those]) => {
      const { name, group } = resourceTypeWords(resourceType);
      return { resourceType, displayName: name, group, actions: inOrder(those) };
    });
}
