import type { Column } from './column.ts';
import { orderByKey } from './stable-order.ts';

/** The place of each row by one column, from 0; nothing comes first. Equal values share a place. */
export interface Ranks {
  readonly ranks: Int32Array;
  readonly highest: number;
}

function rankNumbers(values: Float64Array, length: number): Ranks {
  let lowest = Number.POSITIVE_INFINITY;
  let top = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (value < lowest) lowest = value;
    if (value > top) top = value;
  }
  const keys = new Float64Array(length);
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row += 1) {
    const value = values[row] ?? Number.NaN;
    keys[row] = Number.isNaN(value) ? 0 : value - lowest + 1;
    rows[row] = row;
  }
  const order = orderByKey(rows, keys, Number.isFinite(top) ? top - lowest + 1 : 0);
  const ranks = new Int32Array(length);
  let rank = 0;
  for (let place = 0; place < length; place += 1) {
    const row = order[place] ?? 0;
    if (place > 0 && keys[row] !== keys[order[place - 1] ?? 0]) rank += 1;
    ranks[row] = rank;
  }
  return { ranks, highest: rank };
}

/** Works out the places of all rows by a column. Lists have no order; all their rows share place 0. */
export function rankColumn(column: Column, length: number): Ranks {
  if (column.kind === 'number') return rankNumbers(column.values.data, length);
  const ranks = new Int32Array(length);
  if (column.kind === 'list') return { ranks, highest: 0 };
  const poolRanks = column.pool.ranks();
  const codes = column.codes?.data ?? null;
  // An empty text is the first of its pool, and no more than nothing.
  const moved = column.pool.hasEmpty ? 0 : 1;
  for (let row = 0; row < length; row += 1) {
    const code = codes === null ? row : (codes[row] ?? -1);
    ranks[row] = code < 0 ? 0 : (poolRanks[code] ?? 0) + moved;
  }
  return { ranks, highest: column.pool.highestRank() + moved };
}
