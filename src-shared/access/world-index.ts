import type { AccessShare } from '../ipc/access-why-contract.ts';
import { permissionActions } from '../domain/role.ts';
import type { AccessWorld } from './access-world.ts';
import { hasCell } from './cell-masks.ts';
import { gateBit } from './gates.ts';
import { GiverSets } from './giver-sets.ts';
import { administratorsOf } from './holders.ts';
import { once } from './once.ts';
import { RoleCoverage } from './role-coverage.ts';

/** Facts of grants side by side with `order` of their world, so that an actor's lie next to each other. */
export interface OrderedGrants {
  readonly role: Int32Array;
  /** Where it counts if its role is on and its holder may act; -1 for one that something else gates. */
  readonly live: Int32Array;
  /** Place and whether it is gated, by its holder too, as one number: twice the place + 1, and one more where it is. */
  readonly slot: Int32Array;
}

/** Resource types with the actions that a set of cells gives. */
export type ShareRows = AccessShare['rows'];

/** What is worked out of a world when it is first asked for. */
export interface WorldIndex {
  ordered(): OrderedGrants;
  /** Whom actors have something from beside their own, as far as that holds anything. */
  giverSets(): GiverSets;
  /** Which roles count where somebody's grants do. */
  coverage(): RoleCoverage;
  /** Actors in the order of their names. */
  byName(): Int32Array;
  /** 1 for System administrators of the whole tenant, in force. */
  administrators(): Uint8Array;
  /** Users that are there and in a group. */
  membersOf(group: number): Int32Array;
  /** A set of cells in words; the same object for the same cells, so that a message carries it once. */
  rowsOf(mask: Uint32Array): ShareRows;
}

function orderGrants({ actors, grants, order }: AccessWorld): OrderedGrants {
  const role = new Int32Array(order.length);
  const live = new Int32Array(order.length);
  const fixed = ~gateBit('role-disabled');
  const slot = new Int32Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const grant = order[at] ?? 0;
    role[at] = grants.role[grant] ?? 0;
    const place = grants.place[grant] ?? -1;
    const gates = grants.gates[grant] ?? 0;
    live[at] = (gates & fixed) === 0 ? place : -1;
    const gated = gates | (actors.gates[grants.actor[grant] ?? 0] ?? 0);
    slot[at] = 2 * (place + 1) + (gated === 0 ? 0 : 1);
  }
  return { role, live, slot };
}

function inverse(ranks: Int32Array): Int32Array {
  const byRank = new Int32Array(ranks.length);
  for (let actor = 0; actor < ranks.length; actor += 1) byRank[ranks[actor] ?? 0] = actor;
  return byRank;
}

/** Members of each actor that is a group: those of n are `members[starts[n]]` up to `members[starts[n + 1]]`. */
function listMembers({ actors }: AccessWorld): { readonly starts: Int32Array; readonly members: Int32Array } {
  const { alive, count, groupCount, groups, groupStart, users } = actors;
  const starts = new Int32Array(count + 2);
  const each = (found: (user: number, group: number) => void): void => {
    for (let user = 0; user < users; user += 1) {
      if (alive[user] !== 1) continue;
      const start = groupStart[user] ?? 0;
      const end = start + (groupCount[user] ?? 0);
      for (let at = start; at < end; at += 1) {
        const group = groups[at] ?? -1;
        if (group >= 0) found(user, group);
      }
    }
  };
  // Two places on: what is written next to each group ends up where the next one starts.
  each((_, group) => (starts[group + 2] = (starts[group + 2] ?? 0) + 1));
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const members = new Int32Array(starts[count + 1] ?? 0);
  each((user, group) => {
    const at = starts[group + 1] ?? 0;
    members[at] = user;
    starts[group + 1] = at + 1;
  });
  return { starts, members };
}

/** Indexes a world. */
export function createWorldIndex(world: AccessWorld): WorldIndex {
  const groups = once(() => listMembers(world));
  const rows = new Map<string, ShareRows>();
  return {
    ordered: once(() => orderGrants(world)),
    giverSets: once(() => new GiverSets(world, (actor) => world.starts[actor] !== world.starts[actor + 1])),
    coverage: once(() => new RoleCoverage(world)),
    byName: once(() => inverse(world.ranks())),
    administrators: once(() => administratorsOf(world)),
    membersOf(group) {
      const { starts, members } = groups();
      return members.subarray(starts[group] ?? 0, starts[group + 1] ?? 0);
    },
    rowsOf(mask) {
      const key = mask.join();
      const known = rows.get(key);
      if (known !== undefined) return known;
      const made = world.cells.types.flatMap(({ id, name }, type) => {
        const first = type * permissionActions.length;
        const actions = permissionActions.filter((_, action) => hasCell(mask, 0, first + action));
        return actions.length === 0 ? [] : [{ resourceType: id, displayName: name, actions }];
      });
      rows.set(key, made);
      return made;
    },
  };
}
