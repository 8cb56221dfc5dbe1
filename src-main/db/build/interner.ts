import type { BatchInsert } from './batch-insert.ts';

/**
 * Numbers for texts that repeat. Each text is written once, when it is first seen; numbers start at `from`, so that two
 * files built at the same time can be put together.
 */
export class Interner {
  readonly #known = new Map<string, number>();
  readonly #rows: BatchInsert;
  #next: number;

  constructor(rows: BatchInsert, from = 1) {
    this.#rows = rows;
    this.#next = from;
  }

  /** The number of a text. */
  of(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const number = this.#next;
    this.#next += 1;
    this.#known.set(text, number);
    this.#rows.put(number);
    this.#rows.put(text);
    return number;
  }
}
