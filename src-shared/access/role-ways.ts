import type { RoleSets } from './role-sets.ts';

/** Roles at places, one by one; emptied for the next one, so that nothing is made. */
export class RoleWays {
  count = 0;
  places = new Int32Array(16);
  roles = new Int32Array(16);

  clear(): void {
    this.count = 0;
  }

  push(place: number, role: number): void {
    if (this.count === this.places.length) {
      const more = [new Int32Array(this.count * 2), new Int32Array(this.count * 2)] as const;
      more[0].set(this.places);
      more[1].set(this.roles);
      [this.places, this.roles] = more;
    }
    this.places[this.count] = place;
    this.roles[this.count] = role;
    this.count += 1;
  }

  /** Those of some roles (1, all others 0), as they lie. */
  of(chosen: Uint8Array): { readonly places: Int32Array; readonly roles: Int32Array } {
    let found = 0;
    for (let at = 0; at < this.count; at += 1) found += chosen[this.roles[at] ?? 0] ?? 0;
    const some = { places: new Int32Array(found), roles: new Int32Array(found) };
    for (let at = 0, to = 0; to < found; at += 1) {
      const role = this.roles[at] ?? 0;
      if (chosen[role] !== 1) continue;
      some.places[to] = this.places[at] ?? 0;
      some.roles[to] = role;
      to += 1;
    }
    return some;
  }

  /** All of them, as they lie. */
  all(): { readonly places: Int32Array; readonly roles: Int32Array } {
    return { places: this.places.slice(0, this.count), roles: this.roles.slice(0, this.count) };
  }

  /** A set of roles with those that count at a place; `ends`: the first place after each that does not lie in it. */
  coverOf(sets: RoleSets, set: number, place: number, ends: Int32Array): number {
    let cover = set;
    for (let at = 0; at < this.count; at += 1) {
      const outer = this.places[at] ?? 0;
      if (outer <= place && place < (ends[outer] ?? 0)) cover = sets.with(cover, this.roles[at] ?? 0);
    }
    return cover;
  }

  /** The roles that count at a place from a wider one. */
  coverBeyond(sets: RoleSets, place: number, ends: Int32Array): number {
    let cover = 0;
    for (let at = 0; at < this.count; at += 1) {
      const outer = this.places[at] ?? 0;
      if (outer < place && place < (ends[outer] ?? 0)) cover = sets.with(cover, this.roles[at] ?? 0);
    }
    return cover;
  }

  /** For each place the set of roles that count there; `parents`: the place in which each lies, which comes before it. */
  coverAll(sets: RoleSets, parents: Int32Array): Int32Array {
    const covers = new Int32Array(parents.length);
    for (let at = 0; at < this.count; at += 1) {
      const place = this.places[at] ?? 0;
      covers[place] = sets.with(covers[place] ?? 0, this.roles[at] ?? 0);
    }
    for (let place = 0; place < parents.length; place += 1) {
      const parent = parents[place] ?? -1;
      const wider = parent < 0 ? 0 : (covers[parent] ?? 0);
      if (wider === 0) continue;
      const own = covers[place] ?? 0;
      covers[place] = own === 0 ? wider : sets.union(wider, own);
    }
    return covers;
  }
}
