import type { AccessWorld, WorldRole } from './access-world.ts';
import type { ActorSet } from './actor-set.ts';
import { gateBit } from './gates.ts';
import { GiverCover } from './giver-cover.ts';
import { GiverSets } from './giver-sets.ts';
import type { Supposed } from './hypothesis.ts';
import { type Cells, RoleCounts } from './role-counts.ts';
import { RoleWays } from './role-ways.ts';
import { type Scales, TouchedWays } from './touched-ways.ts';

/** Roles of two worlds under the same numbers, those of the world before. */
export interface SameRoles {
  readonly before: readonly WorldRole[];
  readonly after: readonly WorldRole[];
  /** The number of each role of the world after; null where it is its own. */
  readonly numbers: Int32Array | null;
}

/** A world in which something is otherwise, and what; see {@link Supposed}. Edited roles by the numbers of `roles`. */
export interface Changed extends Pick<Supposed, 'world' | 'went' | 'came' | 'edited' | 'relisted'> {
  readonly roles: SameRoles;
}

/** A supposition leaves roles the numbers that they have. */
export function changedBy(before: AccessWorld, supposed: Supposed): Changed {
  return { ...supposed, roles: { before: before.roles, after: supposed.world.roles, numbers: null } };
}

/** How many cells somebody gains, loses, or keeps by another way; each is counted once for each grant that is touched. */
export type Counts = Readonly<Cells>;

/** What somebody holds on one side, and what of it is touched. */
interface Side {
  readonly ways: RoleWays;
  readonly touched: RoleWays;
}

const newSide = (): Side => ({ ways: new RoleWays(), touched: new RoleWays() });

/** What givers give all who have them, in both worlds. */
interface Common {
  /** The same where they hold the same on both sides. */
  readonly earlier: GiverCover;
  readonly now: GiverCover;
  readonly gone: TouchedWays;
  readonly come: TouchedWays;
  /** 1 for places in which any of those ways are. */
  readonly within: Uint8Array;
  /** What they come to for somebody who holds nothing beside. */
  readonly alone: Counts;
}

/** So much of what givers give is kept at once. More is in use only where hardly any two people have the same groups. */
const mostKept = 4096;

/** Whether some are to give something who gave nothing before. */
function givesNewly({ actors, starts }: AccessWorld, relisted: ActorSet): boolean {
  for (let actor = actors.users; actor < actors.count; actor += 1)
    if (relisted.has(actor) && starts[actor] === starts[actor + 1]) return true;
  return false;
}

/** A world as grants of it are taken. */
interface Listed {
  readonly world: AccessWorld;
  /** See {@link SameRoles}. */
  readonly numbers: Int32Array | null;
  readonly touches: (grant: number) => boolean;
}

/** Takes the grants of a holder as they are listed, and those that are touched once more. */
function takeListed({ ways, touched }: Side, { world, numbers, touches }: Listed, holder: number): void {
  const { grants, order, starts } = world;
  // Whether a role is on is part of what it comes to.
  const fixed = ~gateBit('role-disabled');
  for (let at = starts[holder] ?? 0; at < (starts[holder + 1] ?? 0); at += 1) {
    const grant = order[at] ?? 0;
    const place = grants.place[grant] ?? -1;
    const own = grants.role[grant] ?? 0;
    const role = numbers === null ? own : (numbers[own] ?? 0);
    if (place < 0 || ((grants.gates[grant] ?? 0) & fixed) !== 0) continue;
    ways.push(place, role);
    if (touches(grant)) touched.push(place, role);
  }
}

/** What the givers of a set give, compared once for all who have them. */
function commonOf(
  [before, after]: readonly [Listed, Listed],
  { edited, relisted }: Changed,
  scales: Scales,
): (actor: number) => Common {
  const { places } = after.world;
  const { starts } = before.world;
  const coverage = before.world.index().coverage();
  const holds = (giver: number): boolean => relisted.has(giver) || starts[giver] !== starts[giver + 1];
  const known = before.world.index().giverSets();
  const sets = givesNewly(before.world, relisted) ? new GiverSets(after.world, holds) : known;
  const nowhere = new Uint8Array(places.nodes.length);
  const relist = (givers: readonly number[]): Pick<Common, 'earlier' | 'now' | 'gone' | 'come'> => {
    const [first, second] = [newSide(), newSide()];
    for (const giver of givers) {
      takeListed(first, before, giver);
      takeListed(second, after, giver);
    }
    const earlier = new GiverCover(first.ways, scales.sets, places);
    const now = new GiverCover(second.ways, scales.sets, places);
    const all = Uint8Array.from(edited, () => 1);
    const gone = new TouchedWays('before', first.touched.of(all), now, scales);
    return { earlier, now, gone, come: new TouchedWays('after', second.touched.of(all), earlier, scales) };
  };
  const same = (set: number): Pick<Common, 'earlier' | 'now' | 'gone' | 'come'> => {
    const cover = coverage.ofGivers(set);
    const touched = cover.ways.of(edited);
    const gone = new TouchedWays('before', touched, cover, scales);
    return { earlier: cover, now: cover, gone, come: new TouchedWays('after', touched, cover, scales) };
  };
  const make = (set: number): Common => {
    const givers = sets.list(set);
    const isSame = sets === known && !givers.some((giver) => relisted.has(giver));
    const common = isSame ? same(set) : relist(givers);
    const { gone, come } = common;
    const { lost, kept } = gone.alone;
    const { gained } = come.alone;
    const within = gone.count + come.count === 0 ? nowhere : nowhere.slice();
    gone.mark(within);
    come.mark(within);
    return { ...common, within, alone: { lost, kept, gained } };
  };
  let commons: (Common | undefined)[] = [];
  let kept = 0;
  return (actor) => {
    const set = sets.of(actor);
    const before = commons[set];
    if (before !== undefined) return before;
    if (kept === mostKept) {
      commons = [];
      kept = 0;
    }
    kept += 1;
    const common = make(set);
    commons[set] = common;
    return common;
  };
}

/**
 * Counts what touched grants alone make of somebody: the same as comparing all that it holds before and after, without
 * putting it together. What a role comes to depends on the roles that count at its place beside it, and nothing else; what
 * groups give is compared once for all that are in the same ones. For an actor that has the same number, gates and groups
 * in both worlds. Answers the same object each time.
 */
export function differenceCounter(before: AccessWorld, changed: Changed): (actor: number) => Counts {
  const { world: after, went, came, edited, relisted, roles } = changed;
  const { places } = after;
  const { ends } = places;
  const coverage = before.index().coverage();
  const { sets } = coverage;
  const counts = new RoleCounts(sets, roles, after.cells.words);
  const first: Listed = { world: before, numbers: null, touches: went };
  const second: Listed = { world: after, numbers: roles.numbers, touches: came };
  const common = commonOf([first, second], changed, { sets, counts, places });
  const { role: roleAt, live: liveAt } = before.index().ordered();
  const { starts } = before;
  const { alive, gates } = after.actors;
  const found: Cells = { gained: 0, lost: 0, kept: 0 };

  /** Corrects what givers' touched ways come to where own ones on the other side reach them. */
  const correct = (touched: TouchedWays, own: RoleWays, within: Uint8Array): void => {
    for (let way = 0; way < own.count; way += 1) {
      const place = own.places[way] ?? 0;
      if (within[place] !== 1 || own.places.indexOf(place) !== way) continue;
      // Of what lies in several places of its own each counts for what it adds to the wider ones.
      const all = touched.more(place, own.coverOf(sets, 0, place, ends));
      const wider = touched.more(place, own.coverBeyond(sets, place, ends));
      found.gained += all.gained - wider.gained;
      found.lost += all.lost - wider.lost;
      found.kept += all.kept - wider.kept;
    }
  };
  const [earlier, now] = [newSide(), newSide()];
  /** Adds what somebody holds, one side beside the other. */
  const countListed = (actor: number, givers: Common): void => {
    for (const { ways, touched } of [earlier, now]) {
      ways.clear();
      touched.clear();
    }
    takeListed(earlier, first, actor);
    takeListed(now, second, actor);
    const sides = [
      ['before', earlier.touched, now.ways, givers.now],
      ['after', now.touched, earlier.ways, givers.earlier],
    ] as const;
    for (const [side, { count, places: at, roles }, others, cover] of sides)
      for (let way = 0; way < count; way += 1) {
        const place = at[way] ?? 0;
        counts.add(side, roles[way] ?? 0, others.coverOf(sets, cover.at(place), place, ends), found);
      }
    correct(givers.gone, now.ways, givers.within);
    correct(givers.come, earlier.ways, givers.within);
  };
  /** The same for one that holds the same on both sides, whose givers do too. */
  const countSame = (actor: number, { gone, come, within }: Common): void => {
    const end = starts[actor + 1] ?? 0;
    let reaches = 0;
    for (let at = starts[actor] ?? 0; at < end; at += 1) {
      const place = liveAt[at] ?? -1;
      if (place < 0) continue;
      const role = roleAt[at] ?? 0;
      reaches |= within[place] ?? 0;
      if (edited[role] === 1) counts.addBoth(role, coverage.ofGrant(at, actor), found);
    }
    if (reaches === 0) return;
    earlier.ways.clear();
    coverage.take(earlier.ways, actor);
    correct(gone, earlier.ways, within);
    correct(come, earlier.ways, within);
  };
  return (actor) => {
    found.gained = 0;
    found.lost = 0;
    found.kept = 0;
    if (alive[actor] !== 1 || gates[actor] !== 0) return found;
    const givers = common(actor);
    found.gained = givers.alone.gained;
    found.lost = givers.alone.lost;
    found.kept = givers.alone.kept;
    if (relisted.has(actor) || givers.earlier !== givers.now) countListed(actor, givers);
    else countSame(actor, givers);
    return found;
  };
}
