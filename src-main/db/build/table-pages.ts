import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { EncodedRows } from './encoded-rows.ts';

const headerSize = 100;
const leaf = 0x0d;
const interior = 0x05;
/** SQLite locks the byte here and never uses the page that holds it. */
const lockByte = 0x40000000;
const pagesAtOnce = 64;
const longestVarint = 9;

/** A page of the tree and the highest key below it. */
interface Child {
  readonly page: number;
  readonly key: number;
}

/** Pages on their way to the end of a file. */
class PageSink {
  readonly #file: number;
  readonly #size: number;
  readonly #waiting: Uint8Array;
  #first: number;
  #count = 0;

  constructor(file: number, size: number, next: number) {
    this.#file = file;
    this.#size = size;
    this.#waiting = new Uint8Array(size * pagesAtOnce);
    this.#first = next;
  }

  /** The number that the next page will get. */
  get next(): number {
    return this.#first + this.#count;
  }

  /** Adds a page and answers its number. */
  add(page: Uint8Array): number {
    const lockPage = Math.floor(lockByte / this.#size) + 1;
    if (this.next === lockPage) {
      this.flush();
      this.#first += 1;
    }
    this.#waiting.set(page, this.#count * this.#size);
    this.#count += 1;
    const number = this.next - 1;
    if (this.#count === pagesAtOnce) this.flush();
    return number;
  }

  flush(): void {
    const length = this.#count * this.#size;
    if (length > 0) writeSync(this.#file, this.#waiting, 0, length, (this.#first - 1) * this.#size);
    this.#first += this.#count;
    this.#count = 0;
  }
}

/** A page of the tree while it is filled: cells from its end, their places from its head. */
class TreePage {
  readonly bytes: Uint8Array;
  readonly #head: number;
  #cells = 0;
  #content: number;

  constructor(size: number, type: typeof leaf | typeof interior) {
    this.bytes = new Uint8Array(size);
    this.bytes[0] = type;
    this.#head = type === leaf ? 8 : 12;
    this.#content = size;
  }

  get cells(): number {
    return this.#cells;
  }

  /** Where a cell of this size may be written; -1 when the page is full. */
  place(size: number): number {
    const content = this.#content - size;
    const pointer = this.#head + this.#cells * 2;
    if (content < pointer + 2) return -1;
    put16(this.bytes, pointer, content);
    this.#content = content;
    this.#cells += 1;
    put16(this.bytes, 3, this.#cells);
    put16(this.bytes, 5, content);
    return content;
  }

  empty(): void {
    this.bytes.fill(0, 1);
    this.#cells = 0;
    this.#content = this.bytes.length;
  }
}

/**
 * Puts rows into an empty table of a closed SQLite file that nobody else has open, as pages of its tree (file format, §1.6):
 * `root` is the table's first page, which exists already. The file must have no journal, no vacuum map and no free pages
 * behind its end, as a file that is being built.
 */
export function writeTablePages(path: string, root: number, rows: EncodedRows): void {
  const file = openSync(path, 'r+');
  try {
    const header = new Uint8Array(headerSize);
    readSync(file, header, 0, headerSize, 0);
    const view = new DataView(header.buffer);
    const size = view.getUint16(16);
    const sink = new PageSink(file, size, view.getUint32(28) + 1);
    const writeRoot = (page: Uint8Array): void => void writeSync(file, page, 0, size, (root - 1) * size);
    let children = writeLeaves(rows, size, sink, writeRoot);
    while (children.length > 0) children = writeInterior(children, size, sink, writeRoot);
    sink.flush();
    view.setUint32(28, sink.next - 1);
    writeSync(file, header, 28, 4, 28);
  } finally {
    closeSync(file);
  }
}

/** The rows themselves; nothing is left to do when they fit into the root, else answers the pages. */
function writeLeaves(
  rows: EncodedRows,
  size: number,
  sink: PageSink,
  writeRoot: (page: Uint8Array) => void,
): readonly Child[] {
  const children: Child[] = [];
  const page = new TreePage(size, leaf);
  let last = 0;
  rows.each((key, source, from) => {
    const length = source[from] ?? 0;
    const cell = 1 + varintSize(key) + length;
    let at = page.place(cell);
    if (at < 0) {
      children.push({ page: sink.add(page.bytes), key: last });
      page.empty();
      at = page.place(cell);
    }
    page.bytes[at] = length;
    const body = putVarint(page.bytes, at + 1, key);
    for (let byte = 0; byte < length; byte += 1) page.bytes[body + byte] = source[from + 1 + byte] ?? 0;
    last = key;
  });
  if (children.length === 0) {
    // An empty table has its empty root already.
    if (page.cells > 0) writeRoot(page.bytes);
    return [];
  }
  children.push({ page: sink.add(page.bytes), key: last });
  return children;
}

/** One level above these pages; nothing is left to do when it fits into the root. */
function writeInterior(
  below: readonly Child[],
  size: number,
  sink: PageSink,
  writeRoot: (page: Uint8Array) => void,
): readonly Child[] {
  // So many children have room whatever their keys. Spread evenly, so that no page is left with a single one.
  const most = Math.floor((size - 12) / (2 + 4 + longestVarint)) + 1;
  const pages = Math.ceil(below.length / most);
  const above: Child[] = [];
  for (let number = 0; number < pages; number += 1) {
    const from = Math.floor((number * below.length) / pages);
    const to = Math.floor(((number + 1) * below.length) / pages);
    const page = new TreePage(size, interior);
    for (const { page: child, key } of below.slice(from, to - 1)) {
      const at = page.place(4 + varintSize(key));
      put32(page.bytes, at, child);
      putVarint(page.bytes, at + 4, key);
    }
    const last = below[to - 1];
    if (last === undefined) throw new Error('a page of the tree without children');
    // The last child stands in the page's head, without a key.
    put32(page.bytes, 8, last.page);
    if (pages === 1) writeRoot(page.bytes);
    else above.push({ page: sink.add(page.bytes), key: last.key });
  }
  return above;
}

function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value & 0xff;
}

function put32(bytes: Uint8Array, at: number, value: number): void {
  put16(bytes, at, value >>> 16);
  put16(bytes, at + 2, value & 0xffff);
}

/** Bytes of a whole number as the format's varint; negative ones take all nine. */
function varintSize(value: number): number {
  if (value < 0) return longestVarint;
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Writes a varint and answers the place behind it. */
function putVarint(bytes: Uint8Array, from: number, value: number): number {
  const size = varintSize(value);
  if (size === longestVarint) {
    // Eight bits in the last byte, seven in each before it.
    let rest = BigInt.asUintN(64, BigInt(value));
    bytes[from + 8] = Number(rest & 0xffn);
    rest >>= 8n;
    for (let at = from + 7; at >= from; at -= 1, rest >>= 7n) bytes[at] = Number(rest & 0x7fn) | 0x80;
    return from + size;
  }
  let rest = value;
  for (let at = from + size - 1; at >= from; at -= 1) {
    const next = Math.floor(rest / 128);
    bytes[at] = rest - next * 128 + (at === from + size - 1 ? 0 : 0x80);
    rest = next;
  }
  return from + size;
}
