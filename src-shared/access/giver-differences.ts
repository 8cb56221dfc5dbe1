import type { AccessWorld, WorldRole } from './access-world.ts';
import type { ActorSet } from './actor-set.ts';
import type { Cells } from './cell-table.ts';
import { gateBit } from './gates.ts';
import { GiverCover } from './giver-cover.ts';
import { GiverSets } from './giver-sets.ts';
import type { Supposed } from './hypothesis.ts';
import type { RoleCoverage } from './role-coverage.ts';
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

/** What somebody holds on one side, and what of it is touched. */
export interface Side {
  readonly ways: RoleWays;
  readonly touched: RoleWays;
}

/** A side of nobody yet. */
export const newSide = (): Side => ({ ways: new RoleWays(), touched: new RoleWays() });

/** A world as grants of it are taken. */
export interface Listed {
  readonly world: AccessWorld;
  /** See {@link SameRoles}. */
  readonly numbers: Int32Array | null;
  readonly touches: (grant: number) => boolean;
}

/** Takes the grants of a holder as they are listed, and those that are touched once more. */
export function takeListed(
  { ways, touched }: Side,
  { world, numbers, touches }: Listed,
  holder: number,
): void {
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

/** What givers give all who have them, in both worlds. */
interface GiverDifference {
  /** The same where they hold the same on both sides. */
  readonly earlier: GiverCover;
  readonly now: GiverCover;
  readonly gone: TouchedWays;
  readonly come: TouchedWays;
  /** 1 for places in which any of those ways are. */
  readonly within: Uint8Array;
  /** What they come to for somebody who holds nothing beside. */
  readonly alone: Readonly<Cells>;
}

type BothSides = Pick<GiverDifference, 'earlier' | 'now' | 'gone' | 'come'>;

/** So much of what givers give is kept at once. More is in use only where hardly any two people have the same groups. */
const mostKept = 4096;

/** Whether some are to give something who gave nothing before. */
function givesNewly({ actors, starts }: AccessWorld, relisted: ActorSet): boolean {
  for (let actor = actors.users; actor < actors.count; actor += 1)
    if (relisted.has(actor) && starts[actor] === starts[actor + 1]) return true;
  return false;
}

/** What the givers of a set give, compared once for all who have them. */
export class GiverDifferences {
  readonly #before: Listed;
  readonly #after: Listed;
  readonly #edited: Uint8Array;
  /** Those of them that gain somebody something. */
  readonly #gaining: Uint8Array;
  readonly #relisted: ActorSet;
  readonly #scales: Scales;
  readonly #coverage: RoleCoverage;
  readonly #sets: GiverSets;
  /** Whether those sets are the ones of the world before. */
  readonly #isKnown: boolean;
  readonly #nowhere: Uint8Array;
  #made: (GiverDifference | undefined)[] = [];
  #kept = 0;
  /** How many were made of what is touched, which tells them apart in the table of what was weighed. */
  #touched = 0;

  constructor(before: Listed, after: Listed, { edited, relisted }: Changed, scales: Scales) {
    const { starts } = before.world;
    this.#before = before;
    this.#after = after;
    this.#edited = edited;
    this.#gaining = edited.map((one, role) => one & (scales.counts.gains[role] ?? 0));
    this.#relisted = relisted;
    this.#scales = scales;
    this.#coverage = before.world.index().coverage();
    this.#isKnown = !givesNewly(before.world, relisted);
    const holds = (giver: number): boolean => relisted.has(giver) || starts[giver] !== starts[giver + 1];
    this.#sets = this.#isKnown ? before.world.index().giverSets() : new GiverSets(after.world, holds);
    this.#nowhere = new Uint8Array(after.world.places.nodes.length);
  }

  /** What an actor's givers come to. */
  of(actor: number): GiverDifference {
    const set = this.#sets.of(actor);
    return this.#made[set] ?? this.#make(set);
  }

  #make(set: number): GiverDifference {
    if (this.#kept === mostKept) {
      this.#made = [];
      this.#kept = 0;
      this.#touched = 0;
      this.#scales.weighed.clear();
    }
    this.#kept += 1;
    const sides = this.#isSame(set) ? this.#same(set) : this.#relist(set);
    const { gone, come } = sides;
    const within = gone.count + come.count === 0 ? this.#nowhere : this.#nowhere.slice();
    gone.mark(within);
    come.mark(within);
    const { lost, kept } = gone.alone;
    const made = { ...sides, within, alone: { lost, kept, gained: come.alone.gained } };
    this.#made[set] = made;
    return made;
  }

  #isSame(set: number): boolean {
    return this.#isKnown && !this.#sets.list(set).some((giver) => this.#relisted.has(giver));
  }

  #same(set: number): BothSides {
    const cover = this.#coverage.ofGivers(set);
    const gone = this.#ways('before', cover.ways.of(this.#edited), cover);
    // Beside itself as it was a role gains nobody anything by what it gave before.
    const come = this.#ways('after', cover.ways.of(this.#gaining), cover);
    return { earlier: cover, now: cover, gone, come };
  }

  #ways(
    side: 'before' | 'after',
    ways: { readonly places: Int32Array; readonly roles: Int32Array },
    other: GiverCover,
  ): TouchedWays {
    this.#touched += 1;
    return new TouchedWays(this.#touched, side, ways, other, this.#scales);
  }

  #relist(set: number): BothSides {
    const scales = this.#scales;
    const [first, second] = [newSide(), newSide()];
    for (const giver of this.#sets.list(set)) {
      takeListed(first, this.#before, giver);
      takeListed(second, this.#after, giver);
    }
    const earlier = new GiverCover(first.ways, scales.sets, scales.places);
    const now = new GiverCover(second.ways, scales.sets, scales.places);
    const gone = this.#ways('before', first.touched.all(), now);
    return { earlier, now, gone, come: this.#ways('after', second.touched.all(), earlier) };
  }
}
