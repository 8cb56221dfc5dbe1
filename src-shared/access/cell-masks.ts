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

/** Numbers the cells that some roles name, in the order in which they are shown. */
export function createCellIndex(roles: readonly Granting[]): CellIndex {
  const named = new Map<string, CellType>();
  for (const { permissions } of roles)
    for (const { resourceType: id, displayName: name, group } of permissions)
      if (!named.has(id)) named.set(id, { id, name, group });
  return numbered([...named.values()].toSorted(order));
}

/** Cells with those of more resource types, as far as it does not have them: numbers of what was there stay. */
export function withTypes(cells: CellIndex, more: readonly CellType[]): CellIndex {
  const known = new Set(cells.types.map(({ id }) => id));
  const fresh = more.filter(({ id }) => !known.has(id));
  return fresh.length === 0 ? cells : numbered([...cells.types, ...fresh]);
}

/** A mask as long as those of cells that have more resource types after its own. */
export function widenedMask(mask: Uint32Array, { words }: CellIndex): Uint32Array {
  if (mask.length === words) return mask;
  const wider = new Uint32Array(words);
  wider.set(mask);
  return wider;
}

/** Turns masks of one index into those of another one that has all of its resource types, wherever it has them. */
export function masksInto(from: CellIndex, to: CellIndex): (mask: Uint32Array) => Uint32Array {
  const inOrder = from.types.every(({ id }, at) => to.types[at]?.id === id);
  if (inOrder) return (mask) => widenedMask(mask, to);
  const cells = from.types.flatMap(({ id }) => permissionActions.map((action) => to.cell(id, action)));
  return (mask) => {
    const moved = new Uint32Array(to.words);
    for (const [cell, there] of cells.entries()) if (hasCell(mask, 0, cell)) setCell(moved, 0, there);
    return moved;
  };
}

function numbered(types: readonly CellType[]): CellIndex {
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
