import { type PermissionAction, permissionActions, type Role } from '../domain/role.ts';

/** What of a role or permission set matters here. */
export type Granting = Pick<Role, 'permissions'>;

/** A row of the grid: a resource type and its words. */
export interface CellType {
  readonly id: string;
  readonly name: string;
  readonly group: string;
}

/** All cells (resource type × action) of a tenant, each with a number, and sets of them as bits. */
export interface CellIndex {
  /** Resource types, in the order of their groups and names. */
  readonly types: readonly CellType[];
  /** How many 32-bit words a set takes. */
  readonly words: number;
  /** The number of a cell, or -1 for a resource type that no role names. */
  cell(resourceType: string, action: PermissionAction): number;
  /** The cells that something grants; actions beyond the four are left out. */
  mask(granting: Granting): Uint32Array;
}

const groupOrder = [
  'iam',
  'organization',
  'physical-resource',
  'workload',
  'workload-asset',
  'dashboard',
  'other',
];

function order(left: CellType, right: CellType): number {
  const byGroup = groupOrder.indexOf(left.group) - groupOrder.indexOf(right.group);
  if (byGroup !== 0) return byGroup;
  if (left.name !== right.name) return left.name < right.name ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}

/** Numbers the cells that some roles name, in the order in which they are shown, or as they are given. */
export function createCellIndex(roles: readonly Granting[], as: 'shown' | 'as-given' = 'shown'): CellIndex {
  const named = new Map<string, CellType>();
  for (const { permissions } of roles)
    for (const { resourceType: id, displayName: name, group } of permissions)
      if (!named.has(id)) named.set(id, { id, name, group });
  const types = as === 'shown' ? [...named.values()].toSorted(order) : [...named.values()];
  const numbers = new Map(types.map(({ id }, number) => [id, number]));
  const words = Math.max(1, Math.ceil((types.length * permissionActions.length) / 32));
  const cell = (resourceType: string, action: PermissionAction): number => {
    const type = numbers.get(resourceType);
    return type === undefined ? -1 : type * permissionActions.length + permissionActions.indexOf(action);
  };
  return {
    types,
    words,
    cell,
    mask({ permissions }) {
      const mask = new Uint32Array(words);
      for (const { resourceType, actions } of permissions)
        for (const action of permissionActions)
          if (actions.includes(action)) setCell(mask, 0, cell(resourceType, action));
      return mask;
    },
  };
}

/** Whether a cell is in the set that begins at a word. */
export function hasCell(sets: Uint32Array, start: number, cell: number): boolean {
  return cell >= 0 && ((sets[start + (cell >> 5)] ?? 0) & (1 << (cell & 31))) !== 0;
}

function setCell(sets: Uint32Array, start: number, cell: number): void {
  const word = start + (cell >> 5);
  sets[word] = (sets[word] ?? 0) | (1 << (cell & 31));
}
