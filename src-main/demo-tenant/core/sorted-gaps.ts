/** A growing set of removed positions in 0..n-1 that can count and select what is left in O(log removed). */
export interface SortedGaps {
  readonly size: number;
  has(position: number): boolean;
  add(position: number): void;
  /** How many positions below `position` are left. */
  leftBelow(position: number): number;
  /** The position of the `rank`-th (from 0) that is left. */
  select(rank: number): number;
  /** Removed positions, ascending. */
  values(): readonly number[];
}

/** Creates an empty {@link SortedGaps}. */
export function createSortedGaps(): SortedGaps {
  const gaps: number[] = [];
  const search = (goesRight: (middle: number) => boolean): number => {
    let [low, high] = [0, gaps.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (goesRight(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const below = (position: number): number => search((m) => (gaps[m] ?? 0) < position);
  return {
    get size() {
      return gaps.length;
    },
    has: (position) => gaps[below(position)] === position,
    add: (position) => {
      const at = below(position);
      if (gaps[at] !== position) gaps.splice(at, 0, position);
    },
    leftBelow: (position) => position - below(position),
    select: (rank) => rank + search((m) => (gaps[m] ?? 0) - m <= rank),
    values: () => gaps,
  };
}
