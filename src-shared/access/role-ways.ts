import type { WorldRole } from './access-world.ts';

/** Masks of roles, one after the other, each of so many words. */
export function maskTable(roles: readonly WorldRole[], words: number): Uint32Array {
  const table = new Uint32Array(roles.length * words);
  for (const [at, { mask }] of roles.entries()) table.set(mask, at * words);
  return table;
}

/** How many bits of a word are set. */
export function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Roles at places that are in force in one world; emptied for the next one, so that nothing is made. */
export class RoleWays {
  count = 0;
  /** How many of them are touched; those come first. */
  touched = 0;
  places = new Int32Array(16);
  roles = new Int32Array(16);
  /** What the roles of their world give, see {@link maskTable}. */
  readonly masks: Uint32Array;

  constructor(masks: Uint32Array) {
    this.masks = masks;
  }

  clear(): void {
    this.count = 0;
    this.touched = 0;
  }

  push(place: number, role: number, touched: boolean): void {
    if (this.count === this.places.length) this.#widen();
    let to = this.count;
    if (touched) {
      to = this.touched;
      this.places[this.count] = this.places[to] ?? 0;
      this.roles[this.count] = this.roles[to] ?? 0;
      this.touched += 1;
    }
    this.places[to] = place;
    this.roles[to] = role;
    this.count += 1;
  }

  #widen(): void {
    for (const name of ['places', 'roles'] as const) {
      const wider = new Int32Array(this.count * 2);
      wider.set(this[name]);
      this[name] = wider;
    }
  }
}
