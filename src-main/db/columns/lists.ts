import type { ListColumn } from './column.ts';
import { Ints } from './growing.ts';
import type { Shelf } from './shelf.ts';
import type { TextPool } from './text-pool.ts';

/**
 * Fills a list column. Lists are sets: each text once, in the order of folded texts. Rows with the same set share one
 * stretch of values, which is what makes counting them cheap where few sets are in use.
 */
export class Lists implements ListColumn {
  readonly kind = 'list';
  readonly pool: TextPool;
  readonly start = new Ints();
  readonly count = new Ints();
  readonly values = new Ints();
  readonly #stretches = new Map<string, number>();
  /** Beyond so many different sets, remembering them costs more than it saves. */
  readonly #remembered: number;

  constructor(pool: TextPool, remembered = 20_000) {
    this.pool = pool;
    this.#remembered = remembered;
  }

  /** Adds a row with a stretch of values, or none. */
  pushRow(start = 0, count = 0): void {
    this.start.push(start);
    this.count.push(count);
  }

  /** Gives a row these values. */
  set(row: number, numbers: readonly number[]): void {
    const { start, count } = this.stretch(numbers);
    this.start.data[row] = start;
    this.count.data[row] = count;
  }

  /** Where these values lie, sorted and without repeats; they are added when no row had them. */
  stretch(numbers: readonly number[]): { readonly start: number; readonly count: number } {
    const sorted = this.#sorted(numbers);
    const key = sorted.join();
    const known = this.#stretches.get(key);
    if (known !== undefined) return { start: known, count: sorted.length };
    const start = this.values.length;
    for (const number of sorted) this.values.push(number);
    if (this.#stretches.size < this.#remembered) this.#stretches.set(key, start);
    return { start, count: sorted.length };
  }

  /** Puts the lists away or takes them; which sets are there already is forgotten. */
  keep(shelf: Shelf, name: string): void {
    shelf.ints(`${name}.start`, this.start);
    shelf.ints(`${name}.count`, this.count);
    shelf.ints(`${name}.values`, this.values);
  }

  #sorted(numbers: readonly number[]): readonly number[] {
    if (numbers.length < 2) return numbers;
    const ranks = this.pool.ranks();
    const sorted: number[] = [];
    // Lists are short: inserting beats any sort.
    for (const number of numbers) {
      const rank = ranks[number] ?? 0;
      let at = sorted.length;
      while (at > 0 && precedes(rank, number, ranks[sorted[at - 1] ?? 0] ?? 0, sorted[at - 1] ?? 0)) at -= 1;
      if (at === 0 || sorted[at - 1] !== number) sorted.splice(at, 0, number);
    }
    return sorted;
  }
}

function precedes(rank: number, number: number, otherRank: number, other: number): boolean {
  return rank < otherRank || (rank === otherRank && number < other);
}
