/** Sets of roles by number; 0 is the empty one, and the same roles have the same number however they were put together. */
export class RoleSets {
  readonly #roles: number;
  readonly #lists: (readonly number[])[] = [[]];
  readonly #numbers = new Map<string, number>([['', 0]]);
  /** For each set and role the number of the set with that role too, plus 1; 0 while nobody asked. */
  #wider: Int32Array;

  /** `roles`: how many there are. */
  constructor(roles: number) {
    this.#roles = roles;
    this.#wider = new Int32Array(64 * roles);
  }

  get count(): number {
    return this.#lists.length;
  }

  /** The roles of a set. */
  list(set: number): readonly number[] {
    return this.#lists[set] ?? [];
  }

  /** The set that has a role too. */
  with(set: number, role: number): number {
    const known = this.#wider[set * this.#roles + role] ?? 0;
    return known === 0 ? this.#make(set, role) : known - 1;
  }

  /** The roles of both. */
  union(set: number, other: number): number {
    let all = set;
    for (const role of this.list(other)) all = this.with(all, role);
    return all;
  }

  #make(set: number, role: number): number {
    const before = this.list(set);
    const list = before.includes(role) ? before : [...before, role].toSorted((left, right) => left - right);
    const key = list.join();
    const number = this.#numbers.get(key) ?? this.#lists.push(list) - 1;
    this.#numbers.set(key, number);
    if (this.#lists.length * this.#roles > this.#wider.length) {
      const more = new Int32Array(this.#wider.length * 2);
      more.set(this.#wider);
      this.#wider = more;
    }
    this.#wider[set * this.#roles + role] = number + 1;
    return number;
  }
}
