import { type AccessWorld, isPerson } from './access-world.ts';
import { hasCell } from './cell-masks.ts';
import { type Reach, reaches } from './path-reach.ts';

/** Who can, before anything is put in words; by actor. */
export interface Holding {
  /** The best way of each: how far it reaches, and then how many places it takes in; 0 for none. See {@link reachIn}. */
  readonly best: Int32Array;
  /** How many paths each has. */
  readonly paths: Int32Array;
  /** Paths by role, over all actors. */
  readonly byRole: Float64Array;
}

/** More places than there are; a way is its reach times this, and its places: the better one is the greater. */
const reachUnit = 2 ** 24;

/** How far the best way of an actor reaches. */
export function reachIn({ best }: Holding, actor: number): Reach {
  const far = Math.floor((best[actor] ?? 0) / reachUnit);
  if (far === reaches.whole || far === reaches.part || far === reaches.dormant) return far;
  return reaches.none;
}

/** What a grant is worth for the place that is asked about (-1: anywhere), by its slot. */
function worthBySlot({ places }: AccessWorld, asked: number): Int32Array {
  const worth = new Int32Array(2 * (places.nodes.length + 1));
  const target = Math.max(asked, 0);
  for (let place = -1; place < places.nodes.length; place += 1) {
    const whole = place >= 0 && places.covers(place, target);
    if (!whole && asked >= 0 && !places.covers(target, place)) continue;
    const wide = place < 0 ? 0 : (places.ends[place] ?? 0) - place;
    worth[2 * (place + 1)] = (whole ? reaches.whole : reaches.part) * reachUnit + wide;
    worth[2 * (place + 1) + 1] = reaches.dormant * reachUnit + wide;
  }
  return worth;
}

/** Those whom an actor gives what it holds: members of a group, or everyone who can sign in. */
function* receivers(world: AccessWorld, giver: number): Generator<number> {
  const { actors } = world;
  if (giver !== actors.everyone) yield* world.index().membersOf(giver);
  else
    for (let actor = 0; actor < actors.count; actor += 1)
      if (actors.alive[actor] === 1 && isPerson(world, actor)) yield actor;
}

/**
 * Who has a way to do what `cell` says at `place` (-1: anywhere), and how many ways: each grant is looked at once, in the
 * order of their holders. What groups and everyone hold is added up once for them, and then once for each of their
 * members.
 */
export function holdersOf(world: AccessWorld, cell: number, place: number): Holding {
  const { actors, roles, starts } = world;
  const { alive, count, everyone, gates, groupCount, groups, groupStart, users } = actors;
  const { role: roleAt, slot: slotAt } = world.index().ordered();
  /** All bits for a role that gives it, none for another. */
  const gives = Int32Array.from(roles, ({ mask }) => (hasCell(mask, 0, cell) ? -1 : 0));
  const worth = worthBySlot(world, place);
  const best = new Int32Array(count);
  const paths = new Int32Array(count);
  const byRole = new Float64Array(roles.length);
  // Of those that are no users and can give, by their place behind the users:
  /** The widest of all paths, dormant ones too, as a dormant way: what members have who are dormant themselves. */
  const asleep = new Int32Array(count - users);
  /** To how many it has given. */
  const members = new Int32Array(count - users);
  const ownWays = (actor: number): void => {
    const end = starts[actor + 1] ?? 0;
    let ways = 0;
    let most = 0;
    // Whom it concerns is hard to guess, so nothing is skipped.
    for (let at = starts[actor] ?? 0; at < end; at += 1) {
      const role = roleAt[at] ?? 0;
      const way = (worth[slotAt[at] ?? 0] ?? 0) & (gives[role] ?? 0);
      const is = way > 0 ? 1 : 0;
      ways += is;
      byRole[role] = (byRole[role] ?? 0) + is;
      most = way > most ? way : most;
    }
    paths[actor] = ways;
    best[actor] = most;
  };
  const join = (actor: number, giver: number): void => {
    if (paths[giver] === 0 || actor === giver) return;
    members[giver - users] = (members[giver - users] ?? 0) + 1;
    paths[actor] = (paths[actor] ?? 0) + (paths[giver] ?? 0);
    const way = gates[actor] === 0 ? (best[giver] ?? 0) : (asleep[giver - users] ?? 0);
    if (way > (best[actor] ?? 0)) best[actor] = way;
  };
  // Givers come after users.
  for (let actor = users; actor < count; actor += 1) {
    ownWays(actor);
    for (let at = starts[actor] ?? 0; at < (starts[actor + 1] ?? 0); at += 1) {
      const dormant = (worth[(slotAt[at] ?? 0) | 1] ?? 0) & (gives[roleAt[at] ?? 0] ?? 0);
      if (dormant > (asleep[actor - users] ?? 0)) asleep[actor - users] = dormant;
    }
  }
  for (let user = 0; user < users; user += 1) {
    ownWays(user);
    if (alive[user] !== 1) continue;
    const start = groupStart[user] ?? 0;
    const end = start + (groupCount[user] ?? 0);
    for (let at = start; at < end; at += 1) {
      const group = groups[at] ?? -1;
      if (group >= 0) join(user, group);
    }
  }
  if (everyone >= 0) for (const actor of receivers(world, everyone)) join(actor, everyone);
  for (let giver = users; giver < count; giver += 1) {
    const given = members[giver - users] ?? 0;
    if (given === 0) continue;
    for (let at = starts[giver] ?? 0; at < (starts[giver + 1] ?? 0); at += 1) {
      const role = roleAt[at] ?? 0;
      if (((worth[slotAt[at] ?? 0] ?? 0) & (gives[role] ?? 0)) !== 0)
        byRole[role] = (byRole[role] ?? 0) + given;
    }
  }
  return { best, paths, byRole };
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
  for (let giver = actors.users; giver < actors.count; giver += 1) {
    if (found[giver] !== 1) continue;
    for (const actor of receivers(world, giver)) if (actors.gates[actor] === 0) found[actor] = 1;
  }
  return found;
}

/** So many ways count in the ranking; more are as good. */
const waysCounted = 63;

/**
 * The ranking: who can everywhere asked about before who can in part, then the widest, most ways, then by name; those
 * from one place in it up to before another. Few such classes are in use, so actors are put into them in the order of
 * their names. `wanted` is asked once for each who can.
 */
export function rankHolders(
  world: AccessWorld,
  { best, paths }: Holding,
  window: { readonly from: number; readonly to: number },
  wanted: (actor: number) => boolean,
): Int32Array {
  const { actors, places } = world;
  const widths = [...new Set(places.nodes.map((_, place) => (places.ends[place] ?? 0) - place)), 0].toSorted(
    (left, right) => right - left,
  );
  const placeOfWidth = new Int32Array((widths[0] ?? 0) + 1);
  for (const [at, wide] of widths.entries()) placeOfWidth[wide] = at;
  const classOf = new Int32Array(actors.count).fill(-1);
  /** Where each class begins. */
  const starts = new Int32Array(3 * widths.length * (waysCounted + 1) + 1);
  for (let actor = 0; actor < actors.count; actor += 1) {
    const way = best[actor] ?? 0;
    if (way === 0 || actors.alive[actor] !== 1 || !wanted(actor)) continue;
    const far = Math.floor(way / reachUnit);
    const wide = placeOfWidth[way % reachUnit] ?? 0;
    const ways = waysCounted - Math.min(waysCounted, paths[actor] ?? 0);
    const number = ((reaches.whole - far) * widths.length + wide) * (waysCounted + 1) + ways;
    classOf[actor] = number;
    starts[number + 1] = (starts[number + 1] ?? 0) + 1;
  }
  for (let number = 1; number < starts.length; number += 1)
    starts[number] = (starts[number] ?? 0) + (starts[number - 1] ?? 0);
  const to = Math.min(window.to, starts.at(-1) ?? 0);
  const shown = new Int32Array(Math.max(0, to - window.from));
  for (const actor of world.index().byName()) {
    const number = classOf[actor] ?? -1;
    if (number < 0) continue;
    const at = starts[number] ?? 0;
    if (at >= window.from && at < to) shown[at - window.from] = actor;
    starts[number] = at + 1;
  }
  return shown;
}
