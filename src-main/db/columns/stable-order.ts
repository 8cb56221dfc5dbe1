const bits = 11;
const radix = 2 ** bits;

/**
 * Orders rows by a whole number from 0 to `highest` each, keeping the former order of equals: a counting sort by 11 bits
 * at a time, lowest first, few enough that the counts stay in the processor's cache. `keyOf` is indexed by row. Works on
 * `rows` and answers it or a copy.
 */
export function orderByKey(rows: Int32Array, keyOf: Float64Array | Int32Array, highest: number): Int32Array {
  let from = rows;
  let to: Int32Array = new Int32Array(rows.length);
  const digits = new Uint16Array(rows.length);
  const counts = new Int32Array(radix + 1);
  for (let scale = 1; scale === 1 || highest >= scale; scale *= radix) {
    counts.fill(0);
    for (let at = 0; at < from.length; at += 1) {
      const digit = Math.floor((keyOf[from[at] ?? 0] ?? 0) / scale) % radix;
      digits[at] = digit;
      counts[digit + 1] = (counts[digit + 1] ?? 0) + 1;
    }
    for (let digit = 0; digit < radix; digit += 1)
      counts[digit + 1] = (counts[digit + 1] ?? 0) + (counts[digit] ?? 0);
    for (let at = 0; at < from.length; at += 1) {
      const digit = digits[at] ?? 0;
      const place = counts[digit] ?? 0;
      to[place] = from[at] ?? 0;
      counts[digit] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}
