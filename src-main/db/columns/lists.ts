import type { ListColumn } from './column.ts';
import { Ints } from './growing.ts';
import type { TextPool } from './text-pool.ts';

/** Fills a list column. Lists are sets: each text once, in the order of folded texts. */
export class Lists implements ListColumn {
  readonly kind = 'list';
  readonly pool: TextPool;
  readonly start = new Ints();
  readonly count = new Ints();
  readonly values = new Ints();

  constructor(pool: TextPool) {
    this.pool = pool;
  }

  /** Adds a row that shares a stretch of values, or has none. */
  pushRow(start = 0, count = 0): void {
    this.start.push(start);
    this.count.push(count);
  }

  /** Gives a row these values; returns where they lie. */
  set(row: number, numbers: readonly number[]): void {
    const start = this.append(numbers);
    this.start.data[row] = start;
    this.count.data[row] = this.values.length - start;
  }

  /** Adds a stretch of values, sorted and without repeats; answers where it begins. */
  append(numbers: readonly number[]): number {
    const start = this.values.length;
    if (numbers.length === 1) this.values.push(numbers[0] ?? 0);
    else if (numbers.length > 1) {
      const ranks = this.pool.ranks();
      const sorted = [...new Set(numbers)].sort(
        (left, right) => (ranks[left] ?? 0) - (ranks[right] ?? 0) || left - right,
      );
      for (const number of sorted) this.values.push(number);
    }
    return start;
  }
}
