import type { Cells, CellTable } from './cell-table.ts';
import type { GiverCover } from './giver-cover.ts';
import type { PlaceTree } from './place-tree.ts';
import type { RoleCounts } from './role-counts.ts';
import type { RoleSets } from './role-sets.ts';

/** What ways are weighed with. */
export interface Scales {
  readonly sets: RoleSets;
  readonly counts: RoleCounts;
  readonly places: PlaceTree;
  /** What was weighed already, for all givers together: a table for each would be thousands of arrays to be collected. */
  readonly weighed: CellTable;
}

/** Touched ways that givers give all of their members on one side, held against what counts on the other one. */
export class TouchedWays {
  /** What they come to for somebody who holds nothing beside. */
  readonly alone: Cells = { lost: 0, kept: 0, gained: 0 };
  readonly #places: Int32Array;
  readonly #roles: Int32Array;
  readonly #others: Int32Array;
  readonly #scales: Scales;
  /** What its places have in the table as their numbers, less those numbers. */
  readonly #offset: number;
  readonly #side: 'before' | 'after';

  /** `number`: another one for each of those that share a table. */
  constructor(
    number: number,
    side: 'before' | 'after',
    ways: { readonly places: Int32Array; readonly roles: Int32Array },
    other: GiverCover,
    scales: Scales,
  ) {
    this.#side = side;
    this.#scales = scales;
    this.#offset = number * scales.places.parents.length;
    this.#places = ways.places;
    this.#roles = ways.roles;
    this.#others = new Int32Array(ways.places.length);
    for (let at = 0; at < this.#others.length; at += 1) {
      const set = other.at(ways.places[at] ?? 0);
      this.#others[at] = set;
      scales.counts.add(side, ways.roles[at] ?? 0, set, this.alone);
    }
  }

  get count(): number {
    return this.#places.length;
  }

  /** Marks (1) each place in which there are some. */
  mark(within: Uint8Array): void {
    const { parents } = this.#scales.places;
    for (let at = 0; at < this.#places.length; at += 1)
      for (let place = this.#places[at] ?? -1; place >= 0 && within[place] !== 1;) {
        within[place] = 1;
        place = parents[place] ?? -1;
      }
  }

  /**
   * Adds what those in a place come to more where one set of roles counts on all of it beside, than where another one does
   * that has no others.
   */
  correct(place: number, set: number, less: number, to: Cells): void {
    if (this.#places.length === 0 || set === less) return;
    const { weighed } = this.#scales;
    weighed.add(this.#find(weighed, place, set), 1, to);
    weighed.add(this.#find(weighed, place, less), -1, to);
  }

  /** Where it is kept what those in a place come to more beside a set; -1 for none. */
  #find(table: CellTable, place: number, set: number): number {
    if (set === 0) return -1;
    const known = table.find(set, this.#offset + place);
    return known >= 0 ? known : table.put(set, this.#offset + place, this.#weigh(place, set));
  }

  #weigh(place: number, set: number): Cells {
    const { counts, sets, places } = this.#scales;
    const end = places.ends[place] ?? 0;
    const alone: Cells = { lost: 0, kept: 0, gained: 0 };
    const all: Cells = { lost: 0, kept: 0, gained: 0 };
    for (let at = 0; at < this.#places.length; at += 1) {
      const inner = this.#places[at] ?? 0;
      if (inner < place || inner >= end) continue;
      const role = this.#roles[at] ?? 0;
      const other = this.#others[at] ?? 0;
      const wider = sets.union(other, set);
      if (wider === other) continue;
      counts.add(this.#side, role, other, alone);
      counts.add(this.#side, role, wider, all);
    }
    return {
      lost: all.lost - alone.lost,
      kept: all.kept - alone.kept,
      gained: all.gained - alone.gained,
    };
  }
}
