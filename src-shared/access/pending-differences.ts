import { type AccessWorld, actorKinds, type WorldRole } from './access-world.ts';
import { ActorSet } from './actor-set.ts';
import { type CellIndex, masksInto, widenedMask, withTypes } from './cell-masks.ts';
import { once } from './once.ts';
import { addHolders, addMembers } from './reach-holders.ts';
import { createWorldIndex } from './world-index.ts';

/** One subject in two worlds; -1 where it is in one alone. */
export interface Pair {
  readonly before: number;
  readonly after: number;
}

/** Whom open changes may reach. */
interface ReachedByPending {
  /** Those who are there as they were, and have the same number in both worlds. */
  readonly same: ActorSet;
  readonly others: readonly Pair[];
}

/** A world that knows some more resource types, which no role of it names. */
function alsoKnowing(world: AccessWorld, { types }: CellIndex): AccessWorld {
  const cells = withTypes(world.cells, types);
  if (cells === world.cells) return world;
  const roles = world.roles.map((role) => ({ ...role, mask: widenedMask(role.mask, cells) }));
  const next: AccessWorld = { ...world, cells, roles, index: once(() => createWorldIndex(next)) };
  return next;
}

/** What a role is called decides where it counts (V12, V13). */
const isSame = (one: WorldRole, mask: Uint32Array, other: WorldRole): boolean =>
  one.name === other.name && one.gates === other.gates && mask.every((word, at) => word === other.mask[at]);

/** Ids of roles that open changes make, remove, or let count otherwise. */
function editedRoleIds(tenant: AccessWorld, later: AccessWorld): Set<number> {
  const into = masksInto(tenant.cells, later.cells);
  const before = new Map(tenant.roles.map((role) => [role.id, role]));
  const edited = new Set(before.keys());
  for (const role of later.roles) {
    const known = before.get(role.id);
    if (known !== undefined && isSame(known, into(known.mask), role)) edited.delete(role.id);
    else edited.add(role.id);
  }
  return edited;
}

/** Holders of grants that open changes touch, or whose role they edit. */
function holdersTouched({ actors, grants, pending, roles }: AccessWorld, edited: Set<number>): ActorSet {
  const holders = new ActorSet(actors.count);
  for (const grant of pending) holders.add(grants.actor[grant] ?? 0);
  const touched = Uint8Array.from(roles, ({ id }) => Number(edited.has(id)));
  addHolders(grants, touched, holders);
  return holders;
}

/** How many users and groups two worlds have, the same by the same numbers; 0 where that is not known. */
export function sharedNumbers(one: AccessWorld, other: AccessWorld): number {
  const [left, right] = [one.actors, other.actors];
  if (left.numberedBy !== right.numberedBy || left.users !== right.users) return 0;
  const group = actorKinds.indexOf('group');
  let shared = left.users;
  for (; left.kinds[shared] === group || right.kinds[shared] === group; shared += 1)
    if (left.kinds[shared] !== right.kinds[shared] || one.label(shared) !== other.label(shared)) return 0;
  return shared;
}

/** Whether a service account is in one world alone, or may do nothing in one of them. */
function isSwitched(world: AccessWorld, actor: number, other: AccessWorld): boolean {
  const { type, id } = world.subject(actor);
  const there = other.find(type, id);
  const [here, theirs] = [world.actors, other.actors];
  return there < 0 || here.alive[actor] !== theirs.alive[there] || here.gates[actor] !== theirs.gates[there];
}

/** Parts actors: those who are there in both worlds, as they were and by the same number, into `same`; answers the others. */
function partSame(
  actors: Int32Array,
  shared: number,
  [was, will]: readonly [AccessWorld['actors'], AccessWorld['actors']],
  same: ActorSet,
): number[] {
  const others: number[] = [];
  for (let at = 0; at < actors.length; at += 1) {
    const actor = actors[at] ?? 0;
    if (
      actor < shared &&
      was.alive[actor] === 1 &&
      will.alive[actor] === 1 &&
      was.gates[actor] === will.gates[actor]
    )
      same.add(actor);
    else others.push(actor);
  }
  return others;
}

/**
 * Everyone whom open changes may reach: holders of what comes and goes and of roles that are edited, their members, and
 * service accounts that are switched. `later` knows all resource types that `tenant` does.
 */
function reachedByPending(tenant: AccessWorld, later: AccessWorld): ReachedByPending {
  const pairs = new Map<string, Pair>();
  const shared = sharedNumbers(tenant, later);
  const both = [tenant.actors, later.actors] as const;
  const same = new ActorSet(later.actors.count);
  const edited = editedRoleIds(tenant, later);
  for (const world of [tenant, later]) {
    const holders = holdersTouched(world, edited);
    for (let actor = world.actors.users; actor < world.actors.count; actor += 1)
      if (world.kind(actor) === 'service-account')
        if (isSwitched(world, actor, world === tenant ? later : tenant)) holders.add(actor);
    addMembers(world, holders);
    for (const actor of partSame(holders.numbers(), shared, both, same)) {
      const { type, id } = world.subject(actor);
      const key = `${type}\n${id}`;
      if (!pairs.has(key)) pairs.set(key, { before: tenant.find(type, id), after: later.find(type, id) });
    }
  }
  return { same, others: [...pairs.values()] };
}

/** The tenant's world and the one with the open changes, the same one twice where those are not to count. */
export interface OpenWorlds {
  readonly tenant: AccessWorld;
  /** Knows all resource types that the tenant does. */
  readonly later: AccessWorld;
  /** Looked up once, since it is the same whatever is supposed. */
  readonly reached: () => ReachedByPending;
}

/** Two worlds to be asked about, once or more often. */
export function openWorlds(tenant: AccessWorld, withChanges: AccessWorld): OpenWorlds {
  const later = alsoKnowing(withChanges, tenant.cells);
  return { tenant, later, reached: once(() => reachedByPending(tenant, later)) };
}
