/** Cells lost, kept and gained. */
export interface Cells {
  lost: number;
  kept: number;
  gained: number;
}

/** Cells by a set of roles and a place, kept in arrays: a map of as many small objects costs more than what is in them. */
export class CellTable {
  /** Each set plus 1 where set and place hash to or after it; 0 where none is. At most half of them are taken. */
  #sets: Int32Array;
  #places: Int32Array;
  #values: Int32Array;
  #taken = 0;

  /** `slots`: a power of two; it grows where more than half of them are taken. */
  constructor(slots: number) {
    this.#sets = new Int32Array(slots);
    this.#places = new Int32Array(slots);
    this.#values = new Int32Array(3 * slots);
  }

  /** Where they are until the next ones come, or -1. */
  find(set: number, place: number): number {
    const last = this.#sets.length - 1;
    for (let at = hash(set, place) & last; ; at = (at + 1) & last) {
      const there = this.#sets[at] ?? 0;
      if (there === 0) return -1;
      if (there === set + 1 && this.#places[at] === place) return at;
    }
  }

  /** Puts those of a set and a place that have none; answers where they are. */
  put(set: number, place: number, { lost, kept, gained }: Readonly<Cells>): number {
    this.#taken += 1;
    if (2 * this.#taken > this.#sets.length) this.#grow();
    const at = this.#claim(set, place);
    this.#values[3 * at] = lost;
    this.#values[3 * at + 1] = kept;
    this.#values[3 * at + 2] = gained;
    return at;
  }

  /** Adds (`sign` 1) or takes away (-1) those that are there; none for -1. */
  add(at: number, sign: 1 | -1, to: Cells): void {
    if (at < 0) return;
    to.lost += sign * (this.#values[3 * at] ?? 0);
    to.kept += sign * (this.#values[3 * at + 1] ?? 0);
    to.gained += sign * (this.#values[3 * at + 2] ?? 0);
  }

  /** Forgets all of them. */
  clear(): void {
    this.#sets.fill(0);
    this.#taken = 0;
  }

  #claim(set: number, place: number): number {
    const last = this.#sets.length - 1;
    let at = hash(set, place) & last;
    while (this.#sets[at] !== 0) at = (at + 1) & last;
    this.#sets[at] = set + 1;
    this.#places[at] = place;
    return at;
  }

  #grow(): void {
    const [sets, places, values] = [this.#sets, this.#places, this.#values];
    this.#sets = new Int32Array(sets.length * 4);
    this.#places = new Int32Array(sets.length * 4);
    this.#values = new Int32Array(values.length * 4);
    for (let at = 0; at < sets.length; at += 1) {
      if (sets[at] === 0) continue;
      const to = this.#claim((sets[at] ?? 0) - 1, places[at] ?? 0);
      this.#values.set(values.subarray(3 * at, 3 * at + 3), 3 * to);
    }
  }
}

function hash(set: number, place: number): number {
  return (Math.imul(set, 0x9e3779b1) ^ Math.imul(place, 0x85ebca6b)) >>> 8;
}
