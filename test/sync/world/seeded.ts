import type { Random } from '../../../src-shared/ports/random.ts';

/** Everything that is random in a world comes from one seed through these. */
export interface Seeded extends Random {
  /** A number from 0 (inclusive) to 1 (exclusive). */
  unit(): number;
  chance(probability: number): boolean;
  /** A whole number from `low` to `high`, both inclusive. */
  between(low: number, high: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the items, each as likely as its weight says. Throws when no weight is above 0. */
  weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item;
  /** An independent source, so that drawing more here changes nothing there. */
  fork(name: string): Seeded;
}

/** 32-bit hash of a text and a number (FNV-1a, then a finaliser). */
export function hashOf(text: string, seed: number): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (let at = 0; at < text.length; at += 1) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

/** A source of randomness from a seed (mulberry32). */
export function createSeeded(seed: number): Seeded {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const unit = (): number => word() / 0x1_0000_0000;
  const below = (bound: number): number => Math.floor(unit() * bound);
  const hex = (digits: number): string => (word() >>> 0).toString(16).padStart(8, '0').slice(0, digits);
  return {
    unit,
    below,
    chance: (probability) => unit() < probability,
    between: (low, high) => low + below(high - low + 1),
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    weighted(items) {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0);
      let left = unit() * total;
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0 && weight > 0) return item;
      }
      throw new Error('no weights');
    },
    uuid: () => `${hex(8)}-${hex(4)}-7${hex(3)}-a${hex(3)}-${hex(8)}${hex(4)}`,
    fork: (name) => createSeeded(hashOf(name, seed)),
  };
}
