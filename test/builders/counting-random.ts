import type { Random } from '../../src-shared/ports/random.ts';

/** Ids that count up behind a word, and no chance at all. */
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

let made = 0;

/** The same, and no two give the same id: what is saved on one computer is never called as on another. */
export function countingByItself(): Random {
  made += 1;
  return countingRandom(made === 1 ? 'id' : `id${made}`);
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
