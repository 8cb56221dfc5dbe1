import type { GiverCover } from './giver-cover.ts';
import type { PlaceTree } from './place-tree.ts';
import type { Cells, RoleCounts } from './role-counts.ts';
import type { RoleSets } from './role-sets.ts';

/** What ways are weighed with. */
export interface Scales {
  readonly sets: RoleSets;
  readonly counts: RoleCounts;
  readonly places: PlaceTree;
}

const nothing: Cells = { lost: 0, kept: 0, gained: 0 };

/** Touched ways that givers give all of their members on one side, held against what counts on the other one. */
export class TouchedWays {
  /** What they come to for somebody who holds nothing beside. */
  readonly alone: Cells = { lost: 0, kept: 0, gained: 0 };
  readonly #places: Int32Array;
  readonly #roles: Int32Array;
  readonly #others: Int32Array;
  readonly #more = new Map<number, Cells>();
  readonly #scales: Scales;
  readonly #side: 'before' | 'after';

  constructor(
    side: 'before' | 'after',
    ways: { readonly places: Int32Array; readonly roles: Int32Array },
    other: GiverCover,
    scales: Scales,
  ) {
    this.#side = side;
    this.#scales = scales;
    this.#places = ways.places;
    this.#roles = ways.roles;
    this.#others = ways.places.map((place) => other.at(place));
    for (const [at, role] of this.#roles.entries())
      scales.counts.add(side, role, this.#others[at] ?? 0, this.alone);
  }

  get count(): number {
    return this.#places.length;
  }

  /** Marks (1) each place in which there are some. */
  mark(within: Uint8Array): void {
    const { nodes } = this.#scales.places;
    for (const inner of this.#places)
      for (let place: number | null = inner; place !== null && within[place] !== 1;) {
        within[place] = 1;
        place = nodes[place]?.parent ?? null;
      }
  }

  /** What those in a place come to more, where a set of roles counts on all of it beside. */
  more(place: number, set: number): Cells {
    if (set === 0 || this.#places.length === 0) return nothing;
    const { counts, sets, places } = this.#scales;
    const key = set * places.nodes.length + place;
    const known = this.#more.get(key);
    if (known !== undefined) return known;
    const [alone, all] = [{ ...nothing }, { ...nothing }];
    for (const [at, role] of this.#roles.entries()) {
      if (!places.covers(place, this.#places[at] ?? 0)) continue;
      const other = this.#others[at] ?? 0;
      counts.add(this.#side, role, other, alone);
      counts.add(this.#side, role, sets.union(other, set), all);
    }
    const more = {
      lost: all.lost - alone.lost,
      kept: all.kept - alone.kept,
      gained: all.gained - alone.gained,
    };
    this.#more.set(key, more);
    return more;
  }
}
