import type { BatchInsert } from './batch-insert.ts';
import { PackedNames } from './packed-names.ts';

/** Numbers for the subjects that rules name, across all types; each is written once, when it is first seen. */
export class SubjectNumbers {
  readonly #rows: BatchInsert;
  readonly #types = new Map<string, { readonly names: PackedNames; readonly numbers: number[] }>();
  #next = 1;

  constructor(rows: BatchInsert) {
    this.#rows = rows;
  }

  /** The number of the subject of this type and key. */
  of(type: string, key: string): number {
    let known = this.#types.get(type);
    if (known === undefined) this.#types.set(type, (known = { names: new PackedNames(), numbers: [] }));
    const { names, numbers } = known;
    const before = names.count;
    const at = names.of(key);
    if (names.count === before) return numbers[at] ?? 0;
    const number = this.#next;
    this.#next += 1;
    numbers.push(number);
    this.#rows.put(number);
    this.#rows.put(type);
    this.#rows.put(key);
    return number;
  }
}
