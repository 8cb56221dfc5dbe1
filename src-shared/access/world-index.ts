import type { AccessShare } from '../ipc/access-why-contract.ts';
import { permissionActions } from '../domain/role.ts';
import type { AccessWorld } from './access-world.ts';
import { hasCell } from './cell-masks.ts';
import { gateBit } from './gates.ts';
import { GiverSets } from './giver-sets.ts';
import { administratorsOf } from './holders.ts';
import { inSteps } from './in-steps.ts';
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
  /** Works out what "what if" needs of all holders, in steps of far less than a millisecond once they have run often. */
  prepare(): Generator<void, void>;
}

/** So many grants or users are looked at in one step. */
const atOnce = 2048;

function orderSome(
  { actors, grants, order }: AccessWorld,
  { role, live, slot }: OrderedGrants,
  from: number,
  to: number,
): void {
  const fixed = ~gateBit('role-disabled');
  for (let at = from; at < to; at += 1) {
    const grant = order[at] ?? 0;
    role[at] = grants.role[grant] ?? 0;
    const place = grants.place[grant] ?? -1;
    const gates = grants.gates[grant] ?? 0;
    live[at] = (gates & fixed) === 0 ? place : -1;
    const gated = gates | (actors.gates[grants.actor[grant] ?? 0] ?? 0);
    slot[at] = 2 * (place + 1) + (gated === 0 ? 0 : 1);
  }
}

function* orderGrants(world: AccessWorld): Generator<void, OrderedGrants> {
  const count = world.order.length;
  const found = { role: new Int32Array(count), live: new Int32Array(count), slot: new Int32Array(count) };
  for (let from = 0; from < count; from += atOnce) {
    orderSome(world, found, from, Math.min(from + atOnce, count));
    yield;
  }
  return found;
}

function inverse(ranks: Int32Array): Int32Array {
  const byRank = new Int32Array(ranks.length);
  for (let actor = 0; actor < ranks.length; actor += 1) byRank[ranks[actor] ?? 0] = actor;
  return byRank;
}

/** Members of each actor that is a group: those of n are `members[starts[n]]` up to `members[starts[n + 1]]`. */
interface Members {
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

/** Counts some users for their groups, two places on: what is written next to each group ends up where the next one starts. */
function countSome({ actors }: AccessWorld, starts: Int32Array, from: number, to: number): void {
  const { alive, groupCount, groups, groupStart } = actors;
  for (let user = from; user < to; user += 1) {
    if (alive[user] !== 1) continue;
    const start = groupStart[user] ?? 0;
    const end = start + (groupCount[user] ?? 0);
    for (let at = start; at < end; at += 1) {
      const group = groups[at] ?? -1;
      if (group >= 0) starts[group + 2] = (starts[group + 2] ?? 0) + 1;
    }
  }
}

function listSome({ actors }: AccessWorld, { starts, members }: Members, from: number, to: number): void {
  const { alive, groupCount, groups, groupStart } = actors;
  for (let user = from; user < to; user += 1) {
    if (alive[user] !== 1) continue;
    const start = groupStart[user] ?? 0;
    const end = start + (groupCount[user] ?? 0);
    for (let at = start; at < end; at += 1) {
      const group = groups[at] ?? -1;
      if (group < 0) continue;
      const next = starts[group + 1] ?? 0;
      members[next] = user;
      starts[group + 1] = next + 1;
    }
  }
}

function* listMembers(world: AccessWorld): Generator<void, Members> {
  const { count, users } = world.actors;
  const starts = new Int32Array(count + 2);
  for (let from = 0; from < users; from += atOnce) {
    countSome(world, starts, from, Math.min(from + atOnce, users));
    yield;
  }
  // Users have no members.
  for (let at = users + 1; at < starts.length; at += 1)
    starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const found = { starts, members: new Int32Array(starts[count + 1] ?? 0) };
  for (let from = 0; from < users; from += atOnce) {
    listSome(world, found, from, Math.min(from + atOnce, users));
    yield;
  }
  return found;
}

/** Indexes a world. */
export function createWorldIndex(world: AccessWorld): WorldIndex {
  const ordered = inSteps(() => orderGrants(world));
  const groups = inSteps(() => listMembers(world));
  const coverage = once(() => new RoleCoverage(world));
  const rows = new Map<string, ShareRows>();
  return {
    ordered: () => ordered.get(),
    giverSets: once(() => new GiverSets(world, (actor) => world.starts[actor] !== world.starts[actor + 1])),
    coverage,
    byName: once(() => inverse(world.ranks())),
    administrators: once(() => administratorsOf(world)),
    membersOf(group) {
      const { starts, members } = groups.get();
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
    *prepare() {
      yield* ordered.ahead();
      yield* groups.ahead();
      yield* coverage().lookUpAll();
    },
  };
}
