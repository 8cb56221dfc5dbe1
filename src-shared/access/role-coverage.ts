import type { AccessWorld } from './access-world.ts';
import { GiverCover } from './giver-cover.ts';
import { RoleSets } from './role-sets.ts';
import { RoleWays } from './role-ways.ts';

/** So much of what givers give is kept at once. More is in use only where hardly any two people have the same groups. */
const mostKept = 4096;

/**
 * Which roles count where somebody's grants do, whether they are switched on or not: that stays the same whatever roles
 * are edited. Looked up when it is first asked for, and kept.
 */
export class RoleCoverage {
  readonly sets: RoleSets;
  readonly #world: AccessWorld;
  /** For each grant in the order of their holders the set of roles that count there, plus 1; 0 while nobody asked. */
  readonly #grants: Int32Array;
  #givers: (GiverCover | undefined)[] = [];
  #kept = 0;

  constructor(world: AccessWorld) {
    this.#world = world;
    this.sets = new RoleSets(world.roles.length);
    this.#grants = new Int32Array(world.order.length);
  }

  /** The roles that count where an actor's own grant does, itself among them; `at` in the order of grants. */
  ofGrant(at: number, actor: number): number {
    const known = this.#grants[at] ?? 0;
    return known === 0 ? this.#find(at, actor) : known - 1;
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
    for (const giver of this.#world.index().giverSets().list(set)) this.take(ways, giver);
    const cover = new GiverCover(ways, this.sets, this.#world.places);
    this.#givers[set] = cover;
    return cover;
  }

  /** Adds what a holder has itself. */
  take(ways: RoleWays, holder: number): void {
    const { starts } = this.#world;
    const { live, role } = this.#world.index().ordered();
    for (let at = starts[holder] ?? 0; at < (starts[holder + 1] ?? 0); at += 1) {
      const place = live[at] ?? -1;
      if (place >= 0) ways.push(place, role[at] ?? 0);
    }
  }

  #find(at: number, actor: number): number {
    const { places, starts } = this.#world;
    const { live, role } = this.#world.index().ordered();
    const place = live[at] ?? -1;
    let set = this.ofGivers(this.#world.index().giverSets().of(actor)).at(place);
    for (let other = starts[actor] ?? 0; other < (starts[actor + 1] ?? 0); other += 1) {
      const outer = live[other] ?? -1;
      if (outer >= 0 && outer <= place && place < (places.ends[outer] ?? 0))
        set = this.sets.with(set, role[other] ?? 0);
    }
    this.#grants[at] = set + 1;
    return set;
  }
}
