import type { PackedBytes } from './packed-bytes.ts';

/** The highest bit of each of four bytes. */
const highBits = 0x80808080 | 0;

/** A byte four times. */
const spread = (byte: number): number => Math.imul(byte, 0x01010101);

/** The needle's first two bytes, each four times; where it has one, no bit of the second counts. */
interface Pair {
  readonly first: number;
  readonly second: number;
  readonly counted: number;
}

/**
 * From a word on, the first in which the pair may begin: a byte that is zero in what differs from both. The last word is
 * not looked at; it is the answer when there is none.
 */
function nextWord(words: Int32Array, from: number, { first, second, counted }: Pair): number {
  const last = words.length - 1;
  let word = words[from] ?? 0;
  for (let at = from; at < last; at += 1) {
    const next = words[at + 1] ?? 0;
    // Lowest byte first, as all machines have it that this runs on.
    const differs = (word ^ first) | ((((word >>> 8) | (next << 24)) ^ second) & counted);
    if ((((differs - 0x01010101) | 0) & ~differs & highBits) !== 0) return at;
    word = next;
  }
  return last;
}

/**
 * Calls `found` once for each text that contains the needle, in order. One pass over the bytes, four at a time, and after
 * a hit straight on to the next text. An empty needle is in every text.
 */
export function eachContaining(
  packed: PackedBytes,
  needle: Uint8Array,
  found: (index: number) => void,
): void {
  const { bytes, ends, length } = packed;
  const size = needle.length;
  if (size === 0) {
    for (let index = 0; index < length; index += 1) found(index);
    return;
  }
  const total = packed.end(length - 1);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, total >> 2);
  const pair = { first: spread(needle[0] ?? 0), second: spread(needle[1] ?? 0), counted: size > 1 ? -1 : 0 };
  let index = 0;
  let start = 0;
  while (start + size <= total) {
    const word = nextWord(words, start >> 2, pair);
    start = Math.max(start, word * 4);
    // The rest behind the last whole word is looked at byte by byte.
    const stop = word >= words.length - 1 ? total - size + 1 : word * 4 + 4;
    for (; start < stop; start += 1) {
      let same = 0;
      while (same < size && bytes[start + same] === needle[same]) same += 1;
      if (same < size) continue;
      while ((ends[index] ?? 0) <= start) index += 1;
      const end = ends[index] ?? 0;
      if (start + size > end) continue;
      found(index);
      start = end;
      break;
    }
  }
}

/** Whether one text contains the needle. */
export function containsBytes(packed: PackedBytes, index: number, needle: Uint8Array): boolean {
  const { bytes } = packed;
  const size = needle.length;
  const last = packed.end(index) - size;
  const first = needle[0];
  for (let start = packed.start(index); start <= last; start += 1) {
    if (bytes[start] !== first) continue;
    let at = 1;
    while (at < size && bytes[start + at] === needle[at]) at += 1;
    if (at === size) return true;
  }
  return false;
}
