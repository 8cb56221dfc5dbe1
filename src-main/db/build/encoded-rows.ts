import { orderByKey } from '../columns/stable-order.ts';
import { integerType, putInteger, putVarint } from './record-format.ts';
import type { Leaf } from './table-pages.ts';
import { TreePage, pageKind } from './tree-page.ts';

const chunkBits = 20;
const chunkSize = 1 << chunkBits;
/** The place within its chunk; not `%`, which is slow for numbers that may be beyond 31 bits. */
const within = (place: number): number => place & (chunkSize - 1);
/** The most a row may take: ten values of up to eight bytes, their types, two lengths. */
const longestRow = 128;

/**
 * Rows of whole numbers on their way into a table, already in the form in which SQLite keeps them (its file format, §1.6 and
 * §2.1): a length, the key, the values' types, the values. Binding three million numbers one by one would cost more than
 * parsing the pages they came from. The key comes first and is kept apart; of two rows with one key the later one counts.
 */
export class EncodedRows {
  readonly #width: number;
  readonly #chunks: Uint8Array[] = [];
  #keys = new Float64Array(1 << 10);
  /** Where each row begins: its chunk and the place in it as one number. */
  #starts = new Uint32Array(1 << 10);
  /** Bytes of each row. */
  #sizes = new Uint8Array(1 << 10);
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
    // No row ends where its chunk does: the next one would seem to lie behind it.
    if (this.#chunks.length * chunkSize - this.#end <= longestRow) {
      this.#end = this.#chunks.length * chunkSize;
      this.#chunks.push(new Uint8Array(chunkSize));
    }
    const row = this.#count;
    this.#keys[row] = key;
    this.#starts[row] = this.#end;
    this.#count += 1;
    this.#order = null;
    const chunk = this.#chunk(this.#end);
    const start = within(this.#end);
    // The key is the row's number in the table; in the row itself stands NULL for it.
    const head = putVarint(chunk, start + 1, key);
    chunk[head] = this.#width + 1;
    chunk[head + 1] = 0;
    let at = head + 1 + this.#width;
    for (let column = 1; column < this.#width; column += 1) {
      const value = values[column - 1] ?? Number.NaN;
      const type = integerType(value);
      chunk[head + 1 + column] = type;
      at = putInteger(chunk, at, value, type);
    }
    chunk[start] = at - head;
    this.#sizes[row] = at - start;
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
    const keys = new Float64Array(order.length);
    for (let at = 0; at < order.length; at += 1) keys[at] = this.#keys[order[at] ?? 0] ?? 0;
    return keys;
  }

  /** The rows in the order of keys, as pages of a table. */
  *leaves(size: number): Generator<Leaf> {
    const order = this.#sorted();
    const page = new TreePage(size, pageKind.leaf);
    for (let at = 0; at < order.length;) {
      const row = order[at] ?? 0;
      const start = this.#starts[row] ?? 0;
      // Rows that lie one behind the other are copied together.
      let cells = 0;
      let bytes = 0;
      while (
        order[at + cells] === row + cells &&
        this.#starts[row + cells] === start + bytes &&
        page.hasRoom(cells + 1, bytes + (this.#sizes[row + cells] ?? 0))
      ) {
        bytes += this.#sizes[row + cells] ?? 0;
        cells += 1;
      }
      if (cells === 0) {
        yield { bytes: page.bytes, key: this.#keys[order[at - 1] ?? 0] ?? 0 };
        page.empty();
        continue;
      }
      page.copy(this.#chunk(start), within(start), this.#sizes, row, row + cells);
      at += cells;
    }
    if (page.cells > 0) yield { bytes: page.bytes, key: this.#keys[order.at(-1) ?? 0] ?? 0 };
  }

  #chunk(place: number): Uint8Array {
    const chunk = this.#chunks[place >>> chunkBits];
    if (chunk === undefined) throw new Error('a row without a place');
    return chunk;
  }

  #widen(): void {
    const keys = new Float64Array(this.#count * 2);
    const starts = new Uint32Array(this.#count * 2);
    const sizes = new Uint8Array(this.#count * 2);
    keys.set(this.#keys);
    starts.set(this.#starts);
    sizes.set(this.#sizes);
    this.#keys = keys;
    this.#starts = starts;
    this.#sizes = sizes;
  }

  /** The rows by key, of equal keys the last one. */
  #sorted(): Int32Array {
    if (this.#order !== null) return this.#order;
    const keys = this.#keys.subarray(0, this.#count);
    const order = sorted(keys);
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

function sorted(keys: Float64Array): Int32Array {
  // Not `Int32Array.from`, which asks an iterator for each of hundreds of thousands.
  const rows = new Int32Array(keys.length);
  const runs = runsOf(keys);
  if (runs !== null) {
    let at = 0;
    for (const { from, to } of runs) for (let row = from; row < to; row += 1, at += 1) rows[at] = row;
    return rows;
  }
  let lowest = 0;
  let highest = 0;
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row] ?? 0;
    rows[row] = row;
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
