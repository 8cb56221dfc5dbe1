import type { AccessWorld } from './access-world.ts';
import { GiverCover } from './giver-cover.ts';
import type { GiverSets } from './giver-sets.ts';
import type { PlaceTree } from './place-tree.ts';
import { RoleSets } from './role-sets.ts';
import { RoleWays } from './role-ways.ts';

/** So much of what givers give is kept at once. More is in use only where hardly any two people have the same groups. */
const mostKept = 4096;

/** Numbers left for roles that open changes make, beside those of the world. */
export const spareRoles = 16;

/** The grants of so many holders are looked up in one step. */
const atOnce = 64;

/**
 * Which roles count where somebody's grants do, whether they are switched on or not: that stays the same whatever roles
 * are edited. Looked up when it is first asked for, and kept.
 */
export class RoleCoverage {
  readonly sets: RoleSets;
  readonly #places: PlaceTree;
  readonly #starts: Int32Array;
  readonly #live: Int32Array;
  readonly #role: Int32Array;
  readonly #giverSets: GiverSets;
  /** For each grant in the order of their holders the set of roles that count there, plus 1; 0 while nobody asked. */
  readonly #grants: Int32Array;
  /** Beside it the set of roles that its holder has there itself, and of those from wider places alone; see {@link own}. */
  readonly #own: Int32Array;
  readonly #beyond: Int32Array;
  #givers: (GiverCover | undefined)[] = [];
  #kept = 0;

  constructor(world: AccessWorld) {
    const { live, role } = world.index().ordered();
    this.#places = world.places;
    this.#starts = world.starts;
    this.#live = live;
    this.#role = role;
    this.#giverSets = world.index().giverSets();
    this.sets = new RoleSets(world.roles.length + spareRoles);
    this.#grants = new Int32Array(world.order.length);
    this.#own = new Int32Array(world.order.length);
    this.#beyond = new Int32Array(world.order.length);
  }

  /** The roles that count where an actor's own grant does, itself among them; `at` in the order of grants. */
  ofGrant(at: number, actor: number): number {
    const known = this.#grants[at] ?? 0;
    return known === 0 ? this.#find(at, actor) : known - 1;
  }

  /** The roles that count where an own grant does by own ones alone; of one for which {@link ofGrant} was asked. */
  own(at: number): number {
    return this.#own[at] ?? 0;
  }

  /** Those of them from wider places. Where an earlier grant of the holder is at the same place, all of them. */
  beyond(at: number): number {
    return this.#beyond[at] ?? 0;
  }

  /**
   * Looks up what counts beside every grant, in small steps. Stops at so many different sets that keeping them for
   * questions that nobody may ask costs too much.
   */
  *lookUpAll(): Generator<void, void> {
    const actors = this.#starts.length - 1;
    for (let from = 0; from < actors && this.sets.count <= mostKept; from += atOnce) {
      this.#lookUp(from, Math.min(from + atOnce, actors));
      yield;
    }
  }

  /** What a set of givers gives; see the world's `giverSets`. */
  ofGivers(set: number): GiverCover {
    const known = this.#givers[set];
    if (known !== undefined) return known;
    if (this.#kept === mostKept) {
      this.#givers = [];
      this.#kept = 0;
    }
    this.#kept += 1;
    const ways = new RoleWays();
    for (const giver of this.#giverSets.list(set)) this.take(ways, giver);
    const cover = new GiverCover(ways, this.sets, this.#places);
    this.#givers[set] = cover;
    return cover;
  }

  /** Adds what a holder has itself. */
  take(ways: RoleWays, holder: number): void {
    const end = this.#starts[holder + 1] ?? 0;
    for (let at = this.#starts[holder] ?? 0; at < end; at += 1) {
      const place = this.#live[at] ?? -1;
      if (place >= 0) ways.push(place, this.#role[at] ?? 0);
    }
  }

  #lookUp(from: number, to: number): void {
    for (let actor = from; actor < to; actor += 1) {
      const end = this.#starts[actor + 1] ?? 0;
      for (let at = this.#starts[actor] ?? 0; at < end; at += 1)
        if ((this.#live[at] ?? -1) >= 0) this.ofGrant(at, actor);
    }
  }

  #find(at: number, actor: number): number {
    const { ends } = this.#places;
    const live = this.#live;
    const place = live[at] ?? -1;
    const end = this.#starts[actor + 1] ?? 0;
    let set = this.ofGivers(this.#giverSets.of(actor)).at(place);
    let [own, beyond] = [0, 0];
    let again = false;
    for (let other = this.#starts[actor] ?? 0; other < end; other += 1) {
      const outer = live[other] ?? -1;
      if (outer < 0 || outer > place || place >= (ends[outer] ?? 0)) continue;
      const role = this.#role[other] ?? 0;
      set = this.sets.with(set, role);
      own = this.sets.with(own, role);
      if (outer < place) beyond = this.sets.with(beyond, role);
      else again ||= other < at;
    }
    this.#own[at] = own;
    this.#beyond[at] = again ? own : beyond;
    this.#grants[at] = set + 1;
    return set;
  }
}
