import type { PackedBytes } from './packed-bytes.ts';

/**
 * Calls `found` once for each text that contains the needle, in order. One pass over the bytes (a bad-character skip),
 * and after a hit straight on to the next text. An empty needle is in every text.
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
  const skip = new Int32Array(256).fill(size);
  for (let at = 0; at < size - 1; at += 1) skip[needle[at] ?? 0] = size - 1 - at;
  const last = needle[size - 1];
  const total = packed.end(length - 1);
  let index = 0;
  let at = size - 1;
  while (at < total) {
    const byte = bytes[at] ?? 0;
    if (byte === last) {
      let back = 1;
      while (back < size && bytes[at - back] === needle[size - 1 - back]) back += 1;
      if (back === size) {
        const start = at - size + 1;
        while ((ends[index] ?? 0) <= start) index += 1;
        const end = ends[index] ?? 0;
        if (at < end) {
          found(index);
          at = end + size - 1;
          continue;
        }
      }
    }
    at += skip[byte] ?? 1;
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
