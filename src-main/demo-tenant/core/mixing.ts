/**
 * Repeatable pseudo-randomness for the demo tenant's data: everything is a pure function of seed and index,
 * so that a record can be made again at any time instead of being kept.
 */

/** 32-bit finaliser of MurmurHash3: a bijection on unsigned 32-bit integers. */
export function scramble(value: number): number {
  let h = value | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** Inverse of {@link scramble}. */
export function unscramble(value: number): number {
  let h = value | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x7ed1b41d);
  h ^= (h >>> 13) ^ (h >>> 26);
  h = Math.imul(h, 0xa5cb9243);
  h ^= h >>> 16;
  return h >>> 0;
}

/** Unsigned 32-bit hash of two numbers (both taken modulo 2^32; a first number above that keeps its high part). */
export function mix(a: number, b = 0): number {
  const high = Math.floor(a / 0x1_0000_0000) | 0;
  return scramble(scramble((a | 0) ^ Math.imul(high, 0x9e3779b1)) ^ Math.imul(b | 0, 0x9e3779b1));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex8(word: number): string {
  return `${HEX[word >>> 24]}${HEX[(word >>> 16) & 255]}${HEX[(word >>> 8) & 255]}${HEX[word & 255]}`;
}

/** A version 4 shaped UUID that carries `index` in its first 32 bits, reversibly. */
export function uuidOf(seed: number, index: number): string {
  const a = scramble(index ^ seed);
  const b = hex8(mix(a, seed ^ 1));
  const c = mix(a, seed ^ 2);
  const variant = (0x80 | ((c >>> 24) & 0x3f)).toString(16);
  return `${hex8(a)}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${hex8(c).slice(2, 4)}-${hex8(c).slice(4)}${hex8(mix(a, seed ^ 3))}`;
}

/** The index a UUID made by {@link uuidOf} with the same seed carries, or `undefined` for any other text. */
export function indexOfUuid(seed: number, uuid: string): number | undefined {
  if (!/^[0-9a-f]{8}-/.test(uuid)) return undefined;
  const index = (unscramble(Number.parseInt(uuid.slice(0, 8), 16)) ^ seed) >>> 0;
  return uuidOf(seed, index) === uuid ? index : undefined;
}

/** A source of randomness with its own state (for what happens while the tenant runs). */
export interface Rng {
  /** Next unsigned 32-bit integer. */
  word(): number;
  /** Integer in 0..bound-1. */
  below(bound: number): number;
}

/** A seeded {@link Rng} (counter through the mixer: small, repeatable, good enough for test data). */
export function createRng(seed: number): Rng {
  let counter = 0;
  const word = (): number => mix(seed, ++counter);
  return { word, below: (bound) => Math.floor((word() / 0x1_0000_0000) * bound) };
}

/** A permutation of 0..size-1 that can be evaluated and inverted in O(1). */
export interface Permutation {
  forward(index: number): number;
  inverse(value: number): number;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function modularInverse(a: number, m: number): number {
  let [r0, r1, t0, t1] = [m, a % m, 0, 1];
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1);
    [r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1];
  }
  return ((t0 % m) + m) % m;
}

/** Affine permutation near the golden ratio, so that neighbours end up far apart. Sizes up to 2^26 stay exact. */
export function createPermutation(size: number, seed: number): Permutation {
  if (size < 2) return { forward: (i) => i, inverse: (v) => v };
  let factor = Math.max(1, Math.floor(size * 0.6180339887)) % size;
  while (gcd(factor, size) !== 1) factor++;
  const shift = mix(seed, size) % size;
  const back = modularInverse(factor, size);
  return {
    forward: (index) => (index * factor + shift) % size,
    inverse: (value) => (((value - shift + size) % size) * back) % size,
  };
}
