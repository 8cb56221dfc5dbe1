import type { WorldRole } from './access-world.ts';

/** Masks of roles, one after the other, each of so many words. */
export function maskTable(roles: readonly WorldRole[], words: number): Uint32Array {
  const table = new Uint32Array(roles.length * words);
  for (const [at, { mask }] of roles.entries()) table.set(mask, at * words);
  return table;
}

/** How many bits of a word are set. */
export function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
