/** One thing to order by: the place of each row, from 0 to `highest`. */
export interface SortKey {
  readonly ranks: Int32Array | Float64Array;
  readonly highest: number;
  readonly descending: boolean;
}

/** So few rows are sorted outright. */
const fewRows = 1024;

/** Places are looked at in so many ranges at a time. */
const ranges = 2048;

/**
 * Rows `from` to `to` of what sorting would give, without sorting: rows are counted by ranges of their place, only the
 * ranges that the window lies in are looked at closer, then by the next key, and the few rows that are left are sorted. The
 * last key must tell all rows apart. The cost follows the number of rows, whatever the order, and nothing is kept.
 */
export function selectRows(rows: Int32Array, keys: readonly SortKey[], from: number, to: number): number[] {
  const found: number[] = [];
  collect(rows, keys, 0, 0, keys[0]?.highest ?? 0, Math.max(0, from), Math.min(to, rows.length), found);
  return found;
}

function placeOf({ ranks, highest, descending }: SortKey, row: number): number {
  const rank = ranks[row] ?? 0;
  return descending ? highest - rank : rank;
}

function compare(keys: readonly SortKey[], level: number, left: number, right: number): number {
  for (let at = level; at < keys.length; at += 1) {
    const key = keys[at];
    if (key === undefined) return 0;
    const difference = placeOf(key, left) - placeOf(key, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Adds rows `from` to `to` of these, all of which have places `low` to `high` by the key of this level. */
function collect(
  rows: Int32Array,
  keys: readonly SortKey[],
  level: number,
  low: number,
  high: number,
  from: number,
  to: number,
  found: number[],
): void {
  if (from >= to) return;
  const key = keys[level];
  if (rows.length <= fewRows || key === undefined) {
    const sorted = Array.from(rows).sort((left, right) => compare(keys, level, left, right));
    for (let at = from; at < to; at += 1) found.push(sorted[at] ?? 0);
    return;
  }
  const next = keys[level + 1];
  if (low === high) {
    collect(rows, keys, level + 1, 0, next?.highest ?? 0, from, to, found);
    return;
  }
  const width = Math.ceil((high - low + 1) / ranges);
  const rangeOf = rangesOf(rows, key, low, width);
  let start = 0;
  const wanted: { readonly range: number; readonly start: number; readonly count: number }[] = [];
  for (let range = 0; range < rangeOf.counts.length && start < to; range += 1) {
    const count = rangeOf.counts[range] ?? 0;
    if (count > 0 && start + count > from) wanted.push({ range, start, count });
    start += count;
  }
  for (const { range, rows: inside, start: before } of gather(rows, rangeOf.ofRow, wanted)) {
    const lowest = low + range * width;
    const size = inside.length;
    const window = [Math.max(0, from - before), Math.min(size, to - before)] as const;
    collect(inside, keys, level, lowest, Math.min(high, lowest + width - 1), window[0], window[1], found);
  }
}

/** Counts rows by the range their place lies in. */
function rangesOf(
  rows: Int32Array,
  { ranks, highest, descending }: SortKey,
  low: number,
  width: number,
): { readonly counts: Int32Array; readonly ofRow: Uint16Array } {
  const counts = new Int32Array(ranges);
  const ofRow = new Uint16Array(rows.length);
  const base = descending ? highest - low : -low;
  const sign = descending ? -1 : 1;
  const scale = 1 / width;
  for (let at = 0; at < rows.length; at += 1) {
    // Half a step keeps whole multiples from falling below themselves.
    const range = ((sign * (ranks[rows[at] ?? 0] ?? 0) + base + 0.5) * scale) | 0;
    counts[range] = (counts[range] ?? 0) + 1;
    ofRow[at] = range;
  }
  return { counts, ofRow };
}

/** The rows of the wanted ranges, in the order of the ranges. */
function gather(
  rows: Int32Array,
  ofRow: Uint16Array,
  wanted: readonly { readonly range: number; readonly start: number; readonly count: number }[],
): { readonly range: number; readonly start: number; readonly rows: Int32Array }[] {
  const gathered = wanted.map(({ range, start, count }) => ({
    range,
    start,
    rows: new Int32Array(count),
    at: 0,
  }));
  const slotOf = new Int16Array(ranges).fill(-1);
  for (const [slot, { range }] of gathered.entries()) slotOf[range] = slot;
  for (let at = 0; at < rows.length; at += 1) {
    const slot = slotOf[ofRow[at] ?? 0] ?? -1;
    if (slot < 0) continue;
    const entry = gathered[slot];
    if (entry === undefined) continue;
    entry.rows[entry.at] = rows[at] ?? 0;
    entry.at += 1;
  }
  return gathered;
}
