import type { PlaceTree } from './place-tree.ts';
import type { RoleSets } from './role-sets.ts';
import type { RoleWays } from './role-ways.ts';

/** So often the roles at single places are looked up before those at all places are. */
const asked = 4;

/** Ways that givers give all of their members, and which roles count where by them. */
export class GiverCover {
  readonly ways: RoleWays;
  readonly #sets: RoleSets;
  readonly #places: PlaceTree;
  #asked = 0;
  /** For each place the set of roles that count there; empty while it is not worth it. */
  #covers: Int32Array = new Int32Array(0);

  constructor(ways: RoleWays, sets: RoleSets, places: PlaceTree) {
    this.ways = ways;
    this.#sets = sets;
    this.#places = places;
  }

  /** The set of roles that count at a place. */
  at(place: number): number {
    if (this.#covers.length > 0) return this.#covers[place] ?? 0;
    if (this.ways.count === 0) return 0;
    this.#asked += 1;
    const { ends, parents } = this.#places;
    if (this.#asked > asked) this.#covers = this.ways.coverAll(this.#sets, parents);
    return this.ways.coverOf(this.#sets, 0, place, ends);
  }
}
