import type { Random } from '../../src-shared/ports/random.ts';

/** Ids that count up, and no chance at all; several in one test are told apart by what their ids begin with. */
export function countingRandom(ids = 'id'): Random {
  let count = 0;
  return {
    below: (bound) => {
      count += 1;
      return count % bound;
    },
    uuid: () => {
      count += 1;
      return `${ids}-${count}`;
    },
  };
}

/** The same with ids that are UUIDs, as campaigns have them. */
export function countingUuids(): Random {
  const counting = countingRandom();
  let count = 0;
  return {
    below: (bound) => counting.below(bound),
    uuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
  };
}
