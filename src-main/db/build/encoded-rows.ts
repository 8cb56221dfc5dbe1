import { orderByKey } from '../columns/stable-order.ts';

const chunkSize = 1 << 20;
/** The most a row may take: ten values of up to eight bytes, their types, two lengths. */
const longestRow = 128;

/**
 * Rows of whole numbers on their way into a table, already in the form in which SQLite keeps them (its file format, §2.1):
 * a length, the values' types, the values. Binding three million numbers one by one would cost more than parsing the pages
 * they came from. The key comes first and is kept apart; of two rows with one key the later one counts.
 */
export class EncodedRows {
  readonly #width: number;
  readonly #chunks: Uint8Array[] = [];
  #keys = new Float64Array(1 << 10);
  /** Where each row begins: its chunk and the place in it as one number. */
  #starts = new Uint32Array(1 << 10);
  #count = 0;
  #end = 0;
  #order: Int32Array | null = null;

  /** Rows of so many values, the key among them. */
  constructor(width: number) {
    this.#width = width;
  }

  /** Adds a row of a key and its other values in the order of the columns; NaN stands for NULL. */
  add(key: number, values: Float64Array): void {
    if (this.#count === this.#keys.length) this.#widen();
    if (this.#chunks.length * chunkSize - this.#end < longestRow) {
      this.#end = this.#chunks.length * chunkSize;
      this.#chunks.push(new Uint8Array(chunkSize));
    }
    this.#keys[this.#count] = key;
    this.#starts[this.#count] = this.#end;
    this.#count += 1;
    this.#order = null;
    const chunk = this.#chunk(this.#end);
    const start = this.#end % chunkSize;
    // The key is the row's number in the table; in the row itself stands NULL for it.
    chunk[start + 1] = this.#width + 1;
    chunk[start + 2] = 0;
    let at = start + 2 + this.#width;
    for (let column = 1; column < this.#width; column += 1) {
      const value = values[column - 1] ?? Number.NaN;
      const type = typeOf(value);
      chunk[start + 2 + column] = type;
      at = putValue(chunk, at, value, type);
    }
    chunk[start] = at - start - 1;
    this.#end += at - start;
  }

  clear(): void {
    this.#chunks.length = 0;
    this.#count = 0;
    this.#end = 0;
    this.#order = null;
  }

  /** How many different keys there are. */
  distinct(): number {
    return this.#sorted().length;
  }

  /** The keys, each once, rising. */
  keys(): Float64Array {
    const order = this.#sorted();
    return Float64Array.from(order, (row) => this.#keys[row] ?? 0);
  }

  /** Calls back for each row in the order of keys; the row lies in `source` from `from`, its length in the first byte. */
  each(row: (key: number, source: Uint8Array, from: number) => void): void {
    for (const number of this.#sorted()) {
      const start = this.#starts[number] ?? 0;
      row(this.#keys[number] ?? 0, this.#chunk(start), start % chunkSize);
    }
  }

  #chunk(place: number): Uint8Array {
    const chunk = this.#chunks[Math.floor(place / chunkSize)];
    if (chunk === undefined) throw new Error('a row without a place');
    return chunk;
  }

  #widen(): void {
    const keys = new Float64Array(this.#count * 2);
    const starts = new Uint32Array(this.#count * 2);
    keys.set(this.#keys);
    starts.set(this.#starts);
    this.#keys = keys;
    this.#starts = starts;
  }

  /** The rows by key, of equal keys the last one. */
  #sorted(): Int32Array {
    if (this.#order !== null) return this.#order;
    const keys = this.#keys.subarray(0, this.#count);
    const rows = Int32Array.from(keys, (_, row) => row);
    const order = sortedBy(rows, keys);
    let kept = 0;
    for (let at = 0; at < order.length; at += 1) {
      const row = order[at] ?? 0;
      if (at + 1 < order.length && keys[order[at + 1] ?? 0] === keys[row]) continue;
      order[kept] = row;
      kept += 1;
    }
    this.#order = order.subarray(0, kept);
    return this.#order;
  }
}

function sortedBy(rows: Int32Array, keys: Float64Array): Int32Array {
  const runs = runsOf(keys);
  if (runs !== null) {
    let at = 0;
    for (const { from, to } of runs) for (let row = from; row < to; row += 1, at += 1) rows[at] = row;
    return rows;
  }
  let lowest = 0;
  let highest = 0;
  for (const key of keys) {
    if (key < lowest) lowest = key;
    if (key > highest) highest = key;
  }
  if (lowest >= 0) return orderByKey(rows, keys, highest);
  return rows.sort((left, right) => (keys[left] ?? 0) - (keys[right] ?? 0) || left - right);
}

/**
 * Stretches of rising keys, in the order of keys; null when they overlap. A tenant that lists by id sends such pages, only
 * that they come in no order.
 */
function runsOf(keys: Float64Array): readonly { readonly from: number; readonly to: number }[] | null {
  const runs: { readonly from: number; readonly to: number }[] = [];
  for (let from = 0, to = 1; from < keys.length; from = to, to += 1) {
    while (to < keys.length && (keys[to] ?? 0) > (keys[to - 1] ?? 0)) to += 1;
    runs.push({ from, to });
    // Then they are no pages of a list by id, and a sort is quicker.
    if (runs.length > 1000 && runs.length * 50 > to) return null;
  }
  runs.sort((left, right) => (keys[left.from] ?? 0) - (keys[right.from] ?? 0));
  let last = Number.NEGATIVE_INFINITY;
  for (const { from, to } of runs) {
    if ((keys[from] ?? 0) <= last) return null;
    last = keys[to - 1] ?? 0;
  }
  return runs;
}

/** The format's number for the way in which a value is kept: the shortest that holds it. */
function typeOf(value: number): number {
  if (Number.isNaN(value)) return 0;
  if (value === 0) return 8;
  if (value === 1) return 9;
  const wide = value < 0 ? -value - 1 : value;
  if (wide < 0x80) return 1;
  if (wide < 0x80_00) return 2;
  if (wide < 0x80_00_00) return 3;
  if (wide < 0x80_00_00_00) return 4;
  return wide < 0x80_00_00_00_00_00 ? 5 : 6;
}

/** Writes a value in two's complement, the highest byte first; answers the place behind it. */
function putValue(bytes: Uint8Array, from: number, value: number, type: number): number {
  if (type === 0 || type >= 8) return from;
  let at = from;
  if (type >= 5) {
    const high = Math.floor(value / 0x1_00_00_00_00);
    for (let shift = type === 5 ? 8 : 24; shift >= 0; shift -= 8) {
      bytes[at] = high >> shift;
      at += 1;
    }
  }
  const low = value | 0;
  for (let shift = type >= 4 ? 24 : (type - 1) * 8; shift >= 0; shift -= 8) {
    bytes[at] = low >> shift;
    at += 1;
  }
  return at;
}
