import { type AccessWorld, actorKinds, isPerson } from './access-world.ts';
import { hasCell } from './cell-masks.ts';
import { reaches } from './path-reach.ts';

/** Who can, before anything is put in words; by actor. */
export interface Holding {
  /** The best reach of each. */
  readonly reach: Uint8Array;
  /** How many paths each has. */
  readonly paths: Int32Array;
  /** How many places the widest of its best paths takes in. */
  readonly width: Int32Array;
  /** Paths by role, over all actors. */
  readonly byRole: Float64Array;
}

/** What a place means for the one that is asked about (-1: anywhere); at index place + 1, gates left aside. */
function reachByPlace({ places }: AccessWorld, asked: number): Uint8Array {
  const found = new Uint8Array(places.nodes.length + 1);
  const target = Math.max(asked, 0);
  for (let place = -1; place < places.nodes.length; place += 1) {
    if (place >= 0 && places.covers(place, target)) found[place + 1] = reaches.whole;
    else if (asked < 0 || places.covers(target, place)) found[place + 1] = reaches.part;
  }
  return found;
}

/** Everyone that one of their groups, or everyone, gives something: calls back with both. */
function eachSharing(
  world: AccessWorld,
  shares: Uint8Array,
  found: (actor: number, giver: number) => void,
): void {
  const { actors } = world;
  const { alive, groupCount, groups, groupStart } = actors;
  for (let actor = 0; actor < actors.users; actor += 1) {
    if (alive[actor] !== 1) continue;
    const start = groupStart[actor] ?? 0;
    const end = start + (groupCount[actor] ?? 0);
    for (let at = start; at < end; at += 1) {
      const group = groups[at] ?? -1;
      if (shares[group] === 1) found(actor, group);
    }
  }
  if (actors.everyone < 0 || shares[actors.everyone] !== 1) return;
  for (let actor = 0; actor < actors.count; actor += 1)
    if (alive[actor] === 1 && isPerson(world, actor)) found(actor, actors.everyone);
}

/**
 * Looks at every grant once: who has a way to do what `cell` says at `place` (-1: anywhere), and how many ways. What
 * groups and everyone hold is added up once for them, and then once for each of their members.
 */
export function holdersOf(world: AccessWorld, cell: number, place: number): Holding {
  const { actors, grants, roles, places } = world;
  const gives = Uint8Array.from(roles, ({ mask }) => Number(hasCell(mask, 0, cell)));
  const reachAt = reachByPlace(world, place);
  const reach = new Uint8Array(actors.count);
  const paths = new Int32Array(actors.count);
  const width = new Int32Array(actors.count);
  /** The widest of all paths, dormant ones too: what counts for members who are dormant themselves. */
  const widest = new Int32Array(actors.count);
  const byRole = new Float64Array(roles.length);
  const shares = new Uint8Array(actors.count);
  const { actor: actorOf, role: roleOf, place: placeOf, gates: gatesOf } = grants;
  const groupKind = actorKinds.indexOf('group');
  for (let grant = 0; grant < grants.count; grant += 1) {
    const role = roleOf[grant] ?? 0;
    if (gives[role] !== 1) continue;
    const at = placeOf[grant] ?? -1;
    const there = reachAt[at + 1] ?? 0;
    if (there === 0) continue;
    const actor = actorOf[grant] ?? 0;
    const gated = ((gatesOf[grant] ?? 0) | (actors.gates[actor] ?? 0)) !== 0;
    const far = gated ? reaches.dormant : there;
    const wide = at < 0 ? 0 : (places.ends[at] ?? 0) - at;
    paths[actor] = (paths[actor] ?? 0) + 1;
    byRole[role] = (byRole[role] ?? 0) + 1;
    if (wide > (widest[actor] ?? 0)) widest[actor] = wide;
    const best = reach[actor] ?? 0;
    if (far > best) {
      reach[actor] = far;
      width[actor] = wide;
    } else if (far === best && wide > (width[actor] ?? 0)) width[actor] = wide;
    if (actors.kinds[actor] === groupKind || actor === actors.everyone) shares[actor] = 1;
  }
  const members = new Int32Array(actors.count);
  eachSharing(world, shares, (actor, giver) => {
    if (actor === giver) return;
    members[giver] = (members[giver] ?? 0) + 1;
    paths[actor] = (paths[actor] ?? 0) + (paths[giver] ?? 0);
    const gated = (actors.gates[actor] ?? 0) !== 0;
    const far = gated ? reaches.dormant : (reach[giver] ?? 0);
    const wide = gated ? (widest[giver] ?? 0) : (width[giver] ?? 0);
    const best = reach[actor] ?? 0;
    if (far > best) {
      reach[actor] = far;
      width[actor] = wide;
    } else if (far === best && wide > (width[actor] ?? 0)) width[actor] = wide;
  });
  for (let grant = 0; grant < grants.count; grant += 1) {
    const actor = actorOf[grant] ?? 0;
    if (shares[actor] !== 1) continue;
    const role = roleOf[grant] ?? 0;
    if (gives[role] === 1 && reachAt[(placeOf[grant] ?? -1) + 1] !== 0)
      byRole[role] = (byRole[role] ?? 0) + (members[actor] ?? 0);
  }
  return { reach, paths, width, byRole };
}

/** Actors that are System administrators of the whole tenant, in force. */
export function administratorsOf(world: AccessWorld): Uint8Array {
  const { actors, grants, roles } = world;
  const administrator = Uint8Array.from(roles, (role) => Number(role.administrator));
  const found = new Uint8Array(actors.count);
  for (let grant = 0; grant < grants.count; grant += 1) {
    if (administrator[grants.role[grant] ?? 0] !== 1 || grants.place[grant] !== 0) continue;
    const actor = grants.actor[grant] ?? 0;
    if (((grants.gates[grant] ?? 0) | (actors.gates[actor] ?? 0)) === 0) found[actor] = 1;
  }
  eachSharing(world, found.slice(), (actor) => {
    if (actors.gates[actor] === 0) found[actor] = 1;
  });
  return found;
}

/** So many ways count in the ranking; more are as good. */
const waysCounted = 63;

/**
 * The ranking: who can everywhere asked about before who can in part, then the widest, most ways, then by name. Few such
 * classes are in use, so actors are put into them in the order of their names.
 */
export function rankHolders(
  world: AccessWorld,
  { reach, paths, width }: Holding,
  wanted: (actor: number) => boolean,
): Int32Array {
  const { actors, places } = world;
  const widths = [...new Set(places.nodes.map((_, place) => (places.ends[place] ?? 0) - place)), 0].toSorted(
    (left, right) => right - left,
  );
  const placeOfWidth = new Int32Array((widths[0] ?? 0) + 1);
  for (const [at, wide] of widths.entries()) placeOfWidth[wide] = at;
  const ranks = world.ranks();
  const byName = new Int32Array(actors.count);
  for (let actor = 0; actor < actors.count; actor += 1) byName[ranks[actor] ?? 0] = actor;
  const classOf = new Int32Array(actors.count).fill(-1);
  const sizes = new Int32Array(3 * widths.length * (waysCounted + 1) + 1);
  let count = 0;
  for (let actor = 0; actor < actors.count; actor += 1) {
    const far = reach[actor] ?? 0;
    if (far === reaches.none || actors.alive[actor] !== 1 || !wanted(actor)) continue;
    const wide = placeOfWidth[width[actor] ?? 0] ?? 0;
    const ways = waysCounted - Math.min(waysCounted, paths[actor] ?? 0);
    const number = ((reaches.whole - far) * widths.length + wide) * (waysCounted + 1) + ways;
    classOf[actor] = number;
    sizes[number + 1] = (sizes[number + 1] ?? 0) + 1;
    count += 1;
  }
  for (let number = 1; number < sizes.length; number += 1)
    sizes[number] = (sizes[number] ?? 0) + (sizes[number - 1] ?? 0);
  const order = new Int32Array(count);
  for (let rank = 0; rank < byName.length; rank += 1) {
    const actor = byName[rank] ?? 0;
    const number = classOf[actor] ?? -1;
    if (number < 0) continue;
    const at = sizes[number] ?? 0;
    order[at] = actor;
    sizes[number] = at + 1;
  }
  return order;
}
