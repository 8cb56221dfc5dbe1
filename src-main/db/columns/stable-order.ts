const radix = 65_536;

/**
 * Orders rows by a whole number from 0 to `highest` each, keeping the former order of equals (a counting sort by
 * 16 bits at a time, lowest first). `keyOf` is indexed by row. Works on `rows` and answers it or a copy.
 */
export function orderByKey(rows: Int32Array, keyOf: Float64Array | Int32Array, highest: number): Int32Array {
  let from = rows;
  let to: Int32Array = new Int32Array(rows.length);
  const counts = new Int32Array(radix + 1);
  for (let scale = 1; scale === 1 || highest >= scale; scale *= radix) {
    counts.fill(0);
    for (const row of from) {
      const digit = Math.floor((keyOf[row] ?? 0) / scale) % radix;
      counts[digit + 1] = (counts[digit + 1] ?? 0) + 1;
    }
    for (let digit = 0; digit < radix; digit += 1)
      counts[digit + 1] = (counts[digit + 1] ?? 0) + (counts[digit] ?? 0);
    for (const row of from) {
      const digit = Math.floor((keyOf[row] ?? 0) / scale) % radix;
      const place = counts[digit] ?? 0;
      to[place] = row;
      counts[digit] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}
