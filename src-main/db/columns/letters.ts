/** Bytes that have a bit of their own: digits and the more frequent letters. All others share the last bit. */
const own = '0123456789abcdefghilmnoprstuwyk';
const shared = 31;

const bits = new Int32Array(256).fill(1 << shared);
for (let bit = 0; bit < own.length; bit += 1) bits[own.charCodeAt(bit)] = 1 << bit;

/** Which letters a stretch of folded bytes has, as 32 bits: a text without one of a needle's letters cannot contain it. */
export function lettersOf(bytes: Uint8Array, from: number, to: number): number {
  let letters = 0;
  for (let at = from; at < to; at += 1) letters |= bits[bytes[at] ?? 0] ?? 0;
  return letters;
}

/** Whether having the letters of this needle is the same as containing it: one byte with a bit of its own. */
export function isOneLetter(needle: Uint8Array): boolean {
  return needle.length === 1 && bits[needle[0] ?? 0] !== 1 << shared;
}
