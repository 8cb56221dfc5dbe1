import { TextPool } from './text-pool.ts';

/** A pool in which each text is once: the values of a column that repeats. */
export class DistinctPool {
  readonly pool = new TextPool();
  readonly #numbers = new Map<string, number>();

  /** The text's number; it is added when new. */
  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.pool.push(text);
    this.#numbers.set(text, number);
    return number;
  }
}
