import type { Shelf } from './shelf.ts';
import { TextPool } from './text-pool.ts';

/** A pool in which each text is once: the values of a column that repeats. */
export class DistinctPool {
  readonly pool = new TextPool();
  #numbers: Map<string, number> | null = new Map<string, number>();

  /** The text's number; it is added when new. */
  of(text: string): number {
    const numbers = (this.#numbers ??= this.#numberAll());
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const number = this.pool.push(text);
    numbers.set(text, number);
    return number;
  }

  /** Puts the texts away or takes them. */
  keep(shelf: Shelf, name: string): void {
    this.pool.keep(shelf, name);
    if (shelf.taking) this.#numbers = null;
  }

  #numberAll(): Map<string, number> {
    const numbers = new Map<string, number>();
    for (let number = 0; number < this.pool.length; number += 1) numbers.set(this.pool.get(number), number);
    return numbers;
  }
}
