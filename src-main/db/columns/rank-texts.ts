import type { PackedBytes } from './packed-bytes.ts';
import { orderByKey } from './stable-order.ts';

/** Up to six bytes of a text, from `offset`, as one number that orders like them. */
function prefix(packed: PackedBytes, index: number, offset: number): number {
  const start = packed.start(index) + offset;
  const end = packed.end(index);
  let value = 0;
  for (let at = 0; at < 6; at += 1)
    value = value * 256 + (start + at < end ? (packed.bytes[start + at] ?? 0) : 0);
  return value;
}

/** Rows in the order of their texts. Cheap when they are nearly in order, as a tenant that sorts sends them. */
function orderOf(packed: PackedBytes): Int32Array {
  const { length } = packed;
  const rows = new Int32Array(length);
  let descents = 0;
  for (let index = 0; index < length; index += 1) {
    rows[index] = index;
    if (index > 0 && packed.compare(index - 1, index) > 0) descents += 1;
  }
  if (descents === 0) return rows;
  const compare = (left: number, right: number): number => packed.compare(left, right);
  // Array's sort makes use of runs that are already in order, the typed one does not.
  if (length < 2000 || descents < length / 100) return Int32Array.from(Array.from(rows).sort(compare));
  const keys = new Float64Array(length);
  for (let index = 0; index < length; index += 1) keys[index] = prefix(packed, index, 0);
  const ordered = orderByKey(rows, keys, 2 ** 48 - 1);
  for (let from = 0; from < length;) {
    let to = from + 1;
    while (to < length && keys[ordered[to] ?? 0] === keys[ordered[from] ?? 0]) to += 1;
    if (to - from > 1) ordered.set(Array.from(ordered.subarray(from, to)).sort(compare), from);
    from = to;
  }
  return ordered;
}

/** Texts in order, and the place of each, from 0; equal texts share one. */
export interface RankedTexts {
  readonly order: Int32Array;
  readonly ranks: Int32Array;
  readonly highest: number;
}

/** The place of each text in the order of all. */
export function rankTexts(packed: PackedBytes): RankedTexts {
  const ranks = new Int32Array(packed.length);
  const order = orderOf(packed);
  let rank = 0;
  for (let place = 0; place < order.length; place += 1) {
    const row = order[place] ?? 0;
    if (place > 0 && packed.compare(order[place - 1] ?? 0, row) !== 0) rank += 1;
    ranks[row] = rank;
  }
  return { order, ranks, highest: rank };
}

/** How many texts of an order come before one, by halving. */
function placeIn(packed: PackedBytes, order: Int32Array, text: number): number {
  let from = 0;
  let to = order.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (packed.compare(order[middle] ?? 0, text) <= 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * The same after texts were added at the end: only those are compared, the rest is copied. For few new texts; many are
 * ranked as quickly from the start.
 */
export function rankMoreTexts(packed: PackedBytes, before: RankedTexts): RankedTexts {
  const known = before.order.length;
  const added = Array.from({ length: packed.length - known }, (_, at) => known + at).sort(
    (left, right) => packed.compare(left, right) || left - right,
  );
  const order = new Int32Array(packed.length);
  const ranks = new Int32Array(packed.length);
  let rank = -1;
  let filled = 0;
  let from = 0;
  for (const text of [...added, null]) {
    const to = text === null ? known : placeIn(packed, before.order, text);
    for (; from < to; from += 1) {
      const old = before.order[from] ?? 0;
      if (from === 0 || before.ranks[before.order[from - 1] ?? 0] !== before.ranks[old]) rank += 1;
      order[filled] = old;
      ranks[old] = rank;
      filled += 1;
    }
    if (text === null) break;
    if (filled === 0 || packed.compare(order[filled - 1] ?? 0, text) !== 0) rank += 1;
    order[filled] = text;
    ranks[text] = rank;
    filled += 1;
  }
  return { order, ranks, highest: Math.max(0, rank) };
}
