import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { EncodedRows } from './encoded-rows.ts';
import { putVarint, varintSize } from './record-format.ts';
import { TreePage, pageKind, put32 } from './tree-page.ts';

const headerSize = 100;
/** SQLite locks the byte here and never uses the page that holds it. */
const lockByte = 0x40000000;
const pagesAtOnce = 64;
const longestVarint = 9;

/** A page of rows, and the highest key in it; the bytes are good until the next one is asked for. */
export interface Leaf {
  readonly bytes: Uint8Array;
  readonly key: number;
}

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

/** Bytes a page of a SQLite file, from its header. */
export function pageSizeOf(file: number): { readonly size: number; readonly pages: number } {
  const header = new Uint8Array(headerSize);
  readSync(file, header, 0, headerSize, 0);
  const view = new DataView(header.buffer);
  return { size: view.getUint16(16), pages: view.getUint32(28) };
}

/**
 * Puts pages of rows into an empty table of a closed SQLite file that nobody else has open (file format, §1.6): `root` is
 * the table's first page, which exists already; the keys must rise, and the pages be as big as the file's. The file must
 * have no journal, no vacuum map and no free pages behind its end, as a file that is being built.
 */
export function placeTable(path: string, root: number, leaves: (size: number) => Iterable<Leaf>): void {
  const file = openSync(path, 'r+');
  try {
    const { size, pages } = pageSizeOf(file);
    const sink = new PageSink(file, size, pages + 1);
    const writeRoot = (page: Uint8Array): void => void writeSync(file, page, 0, size, (root - 1) * size);
    let children: readonly Child[] = addLeaves(leaves(size), sink, writeRoot);
    while (children.length > 0) children = writeInterior(children, size, sink, writeRoot);
    sink.flush();
    const count = new Uint8Array(4);
    put32(count, 0, sink.next - 1);
    writeSync(file, count, 0, 4, 28);
  } finally {
    closeSync(file);
  }
}

/** {@link placeTable} of rows that are encoded one by one. */
export function writeTablePages(path: string, root: number, rows: EncodedRows): void {
  placeTable(path, root, (size) => rows.leaves(size));
}

/** The rows themselves; nothing is left to do when they fit into the root, else answers the pages. */
function addLeaves(
  leaves: Iterable<Leaf>,
  sink: PageSink,
  writeRoot: (page: Uint8Array) => void,
): readonly Child[] {
  const children: Child[] = [];
  let first: Leaf | null = null;
  for (const { bytes, key } of leaves) {
    if (first === null) {
      // It may be the only one.
      first = { bytes: bytes.slice(), key };
      continue;
    }
    if (children.length === 0) children.push({ page: sink.add(first.bytes), key: first.key });
    children.push({ page: sink.add(bytes), key });
  }
  // An empty table has its empty root already.
  if (first !== null && children.length === 0) writeRoot(first.bytes);
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
    const page = new TreePage(size, pageKind.interior);
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
