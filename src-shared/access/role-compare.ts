import type { Role } from '../domain/role.ts';
import { resourceTypeWords } from '../profiles/resource-types.ts';
import { coversAll, inOrder, keysOf, without } from './permission-keys.ts';

/** A role as far as comparing needs it. */
export type ComparedRole = Pick<Role, 'id' | 'name' | 'permissions'>;

/** How the permissions of one role lie to those of another. */
export type RoleRelation = 'equal' | 'subset' | 'superset' | 'overlap' | 'disjoint';

/** One resource type across the roles that are compared. */
export interface ComparedRow {
  readonly resourceType: string;
  readonly displayName: string;
  readonly group: string;
  /** Actions of each role, in the order of the roles. */
  readonly cells: readonly (readonly string[])[];
  /** Whether the roles do not all have the same here. */
  readonly differs: boolean;
}

/** Two of the roles, and what each has that the other has not. */
export interface ComparedPair {
  readonly left: number;
  readonly right: number;
  /** Of the left one, seen from the right one: `subset` = the left one adds nothing to the right one. */
  readonly relation: RoleRelation;
  /** Single permissions that only one of them gives. */
  readonly onlyLeft: number;
  readonly onlyRight: number;
  readonly both: number;
  /** One sentence, e.g. "Viewer adds nothing to Editor". */
  readonly words: string;
}

/** Two or more roles side by side (design §10). */
export interface RoleComparison {
  readonly rows: readonly ComparedRow[];
  readonly pairs: readonly ComparedPair[];
}

/** How `left` lies to `right`, by permissions alone; where they are given is not looked at (domain §0.4). */
export function relationOf(left: ReadonlySet<string>, right: ReadonlySet<string>): RoleRelation {
  const inside = coversAll(right, left);
  const outside = coversAll(left, right);
  if (inside && outside) return 'equal';
  if (inside) return 'subset';
  if (outside) return 'superset';
  return [...left].some((key) => right.has(key)) ? 'overlap' : 'disjoint';
}

const times = (count: number): string => `${count} ${count === 1 ? 'permission' : 'permissions'}`;

function pairWords(left: string, right: string, pair: Omit<ComparedPair, 'words'>): string {
  switch (pair.relation) {
    case 'equal':
      return `${left} and ${right} give the same.`;
    case 'subset':
      return `${left} adds nothing to ${right}, which gives ${times(pair.onlyRight)} more.`;
    case 'superset':
      return `${right} adds nothing to ${left}, which gives ${times(pair.onlyLeft)} more.`;
    case 'disjoint':
      return `${left} and ${right} have nothing in common.`;
    case 'overlap':
      return `${left} and ${right} share ${times(pair.both)}; ${left} alone gives ${pair.onlyLeft}, ${right} alone ${pair.onlyRight}.`;
  }
}

function pairOf(left: ComparedRole, right: ComparedRole): ComparedPair {
  const ofLeft = keysOf(left.permissions);
  const ofRight = keysOf(right.permissions);
  const onlyLeft = without(ofLeft, ofRight).size;
  const pair = {
    left: left.id,
    right: right.id,
    relation: relationOf(ofLeft, ofRight),
    onlyLeft,
    onlyRight: without(ofRight, ofLeft).size,
    both: ofLeft.size - onlyLeft,
  };
  return { ...pair, words: pairWords(left.name, right.name, pair) };
}

function rowsOf(roles: readonly ComparedRole[]): ComparedRow[] {
  const words = new Map<string, { displayName: string; group: string }>();
  for (const { permissions } of roles)
    for (const { resourceType, displayName, group } of permissions)
      if (!words.has(resourceType)) words.set(resourceType, { displayName, group });
  return [...words]
    .map(([resourceType, said]): ComparedRow => {
      const cells = roles.map(({ permissions }) =>
        inOrder(permissions.flatMap((one) => (one.resourceType === resourceType ? one.actions : []))),
      );
      const texts = new Set(cells.map((actions) => actions.join(' ')));
      const fallback = resourceTypeWords(resourceType);
      return {
        resourceType,
        displayName: said.displayName || fallback.name,
        group: said.group || fallback.group,
        cells,
        differs: texts.size > 1,
      };
    })
    .filter(({ cells }) => cells.some((actions) => actions.length > 0))
    .sort((one, other) => (one.group + one.resourceType < other.group + other.resourceType ? -1 : 1));
}

/** Compares roles by their permissions: a row for each resource type that any of them touches, a line for each pair. */
export function compareRoles(roles: readonly ComparedRole[]): RoleComparison {
  const pairs = roles.flatMap((left, at) => roles.slice(at + 1).map((right) => pairOf(left, right)));
  return { rows: rowsOf(roles), pairs };
}
