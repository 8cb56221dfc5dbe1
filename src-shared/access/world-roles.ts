import type { Role } from '../domain/role.ts';
import type { WorldRole } from './access-world.ts';
import type { CellIndex } from './cell-masks.ts';
import { type GateBits, gatesAtPlace, gatesNowhere, gatesOfRole, type TenantGates } from './gates.ts';
import type { PlaceTree } from './place-tree.ts';
import { isSystemAdministrator } from './role-kinds.ts';

/** Roles by number, growing by those that only rules know; and what gates them at each place. */
export interface WorldRoles {
  readonly list: readonly WorldRole[];
  /** The number of a role; one that the tenant does not have is added under the name that the rule says. */
  of(id: number, name: string): number;
  /** What gates a role at a place (-1: it is gone), leaving its holder aside. */
  gates(role: number, place: number): GateBits;
  /** What gates a role without any cluster. */
  gatesNowhere(role: number): GateBits;
}

/** Numbers the roles of a tenant. */
export function createWorldRoles(
  roles: readonly Role[],
  cells: CellIndex,
  places: PlaceTree,
  tenant: TenantGates,
): WorldRoles {
  const list: WorldRole[] = [];
  const numbers = new Map<number, number>();
  const known = new Map<number, GateBits>();
  const add = (id: number, name: string, role: Role | null): number => {
    list.push({
      id,
      name,
      mask: cells.mask(role ?? { permissions: [] }),
      gates: gatesOfRole(role, tenant),
      administrator: role !== null && isSystemAdministrator(name),
    });
    numbers.set(id, list.length - 1);
    return list.length - 1;
  };
  for (const role of roles) add(role.id, role.name, role);
  return {
    list,
    of: (id, name) => numbers.get(id) ?? add(id, name, null),
    gatesNowhere: (number) => (list[number]?.gates ?? 0) | gatesNowhere,
    gates(number, place) {
      const key = number * (places.nodes.length + 1) + place + 1;
      const before = known.get(key);
      if (before !== undefined) return before;
      const role = list[number];
      const bits = role === undefined ? 0 : role.gates | gatesAtPlace(role.name, place, places);
      known.set(key, bits);
      return bits;
    },
  };
}
