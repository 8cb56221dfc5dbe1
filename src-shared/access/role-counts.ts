import type { WorldRole } from './access-world.ts';
import type { Cells } from './cell-table.ts';
import { gateBit } from './gates.ts';
import { bitsOf, maskTable } from './mask-bits.ts';
import type { RoleSets } from './role-sets.ts';

const off = gateBit('role-disabled');

/**
 * How many cells a role comes to where some others (a set of roles) count in the other world, before and after roles were
 * edited. Each role beside each set is looked at once: hundreds of thousands of people have the same few.
 */
export class RoleCounts {
  /** 1 for roles that give something after which they did not give before. */
  readonly gains: Uint8Array;
  readonly #words: number;
  readonly #roles: number;
  readonly #sets: RoleSets;
  readonly #before: Uint32Array;
  readonly #after: Uint32Array;
  /** Three numbers for each set and role: cells lost, kept and gained, the first plus 1; 0 while nobody asked. */
  #counts: Int32Array;

  constructor(
    sets: RoleSets,
    { before, after }: { readonly before: readonly WorldRole[]; readonly after: readonly WorldRole[] },
    words: number,
  ) {
    const inForce = (roles: readonly WorldRole[]): Uint32Array =>
      maskTable(
        roles.map((role) => ((role.gates & off) === 0 ? role : { ...role, mask: new Uint32Array(words) })),
        words,
      );
    this.#words = words;
    this.#roles = after.length;
    this.#sets = sets;
    this.#before = inForce(before);
    this.#after = inForce(after);
    this.#counts = new Int32Array(3 * 64 * after.length);
    this.gains = Uint8Array.from(after, (_, role) => {
      for (let at = role * words; at < (role + 1) * words; at += 1)
        if (((this.#after[at] ?? 0) & ~(this.#before[at] ?? 0)) !== 0) return 1;
      return 0;
    });
  }

  /**
   * Adds what a role comes to beside a set of roles on the other side: of the one before what is lost and what the set
   * keeps, of the one after what is gained.
   */
  add(side: 'before' | 'after', role: number, set: number, to: Cells): void {
    const at = this.#at(role, set);
    if (side === 'before') {
      to.lost += (this.#counts[at] ?? 0) - 1;
      to.kept += this.#counts[at + 1] ?? 0;
    } else to.gained += this.#counts[at + 2] ?? 0;
  }

  /** Both, where the same roles count there on both sides. */
  addBoth(role: number, set: number, to: Cells): void {
    const at = this.#at(role, set);
    to.lost += (this.#counts[at] ?? 0) - 1;
    to.kept += this.#counts[at + 1] ?? 0;
    to.gained += this.#counts[at + 2] ?? 0;
  }

  #at(role: number, set: number): number {
    const at = 3 * (set * this.#roles + role);
    if ((this.#counts[at] ?? 0) === 0) this.#count(role, set, at);
    return at;
  }

  #count(role: number, set: number, at: number): void {
    while (at >= this.#counts.length) {
      const more = new Int32Array(this.#counts.length * 2);
      more.set(this.#counts);
      this.#counts = more;
    }
    const others = this.#sets.list(set);
    const [before, after] = [this.#before, this.#after];
    let [cells, lost, gained] = [0, 0, 0];
    for (let word = 0; word < this.#words; word += 1) {
      let [was, is] = [0, 0];
      for (const other of others) {
        was |= before[other * this.#words + word] ?? 0;
        is |= after[other * this.#words + word] ?? 0;
      }
      const had = before[role * this.#words + word] ?? 0;
      cells += bitsOf(had);
      lost += bitsOf(had & ~is);
      gained += bitsOf((after[role * this.#words + word] ?? 0) & ~was);
    }
    this.#counts[at] = lost + 1;
    this.#counts[at + 1] = cells - lost;
    this.#counts[at + 2] = gained;
  }
}
