import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { textOf } from '../facts/json-bytes.ts';
import type { SqlValue } from './batch-insert.ts';
import { integerSize, integerType, putInteger, putVarint, textType, varintSize } from './record-format.ts';
import { type Leaf, placeTable } from './table-pages.ts';
import { TreePage, longestInPage, pageKind } from './tree-page.ts';

const pagesAtOnce = 64;

/** A row that does not fit into a page; SQLite itself has to put it in. */
export interface LongRow {
  readonly key: number;
  /** In the order of the columns behind the key. */
  readonly values: readonly SqlValue[];
}

/**
 * Rows of numbers and texts that are numbered from 1 as they come, on their way into a table: pages of its tree, written
 * into a file beside as soon as they are full. Texts go from a page's bytes into the row as they are, and nothing is bound.
 * A row is put together column by column (0 is the first behind the key) and then added.
 */
export class RisingRows {
  readonly #path: string;
  readonly #size: number;
  readonly #width: number;
  readonly #page: TreePage;
  readonly #waiting: Uint8Array;
  readonly #keys: number[] = [];
  readonly #long: LongRow[] = [];
  readonly #numbers: Float64Array;
  /** Where a text lies; null in a column of a number. */
  readonly #sources: (Uint8Array | null)[];
  readonly #starts: Int32Array;
  readonly #types: Float64Array;
  #file: number | null = null;
  #count = 0;
  /** Of the rows that are in pages. */
  #last = 0;

  /** Rows of so many values behind the key; `path` is theirs alone, for pages of so many bytes. */
  constructor(path: string, width: number, pageSize: number) {
    this.#path = path;
    // One that a crash has left behind.
    rmSync(path, { force: true });
    this.#size = pageSize;
    this.#width = width;
    this.#page = new TreePage(pageSize, pageKind.leaf);
    this.#waiting = new Uint8Array(pageSize * pagesAtOnce);
    this.#numbers = new Float64Array(width);
    this.#sources = Array.from({ length: width }, () => null);
    this.#starts = new Int32Array(width);
    this.#types = new Float64Array(width);
  }

  get count(): number {
    return this.#count;
  }

  /** The row's number in a column, or NULL. */
  number(column: number, value: number | null): void {
    this.#numbers[column] = value ?? 0;
    this.#sources[column] = null;
    this.#types[column] = value === null ? 0 : integerType(value);
  }

  /** The row's text in a column: UTF-8 between two places. */
  bytes(column: number, source: Uint8Array, from: number, to: number): void {
    this.#sources[column] = source;
    this.#starts[column] = from;
    this.#types[column] = textType(to - from);
  }

  /** The row's text in a column, or NULL. */
  text(column: number, value: string | null): void {
    if (value === null) {
      this.number(column, null);
      return;
    }
    const source = Buffer.from(value);
    this.bytes(column, source, 0, source.length);
  }

  /** Adds the row that was put together; answers its number. */
  add(): number {
    this.#count += 1;
    const key = this.#count;
    let head = 2;
    let body = 0;
    for (let column = 0; column < this.#width; column += 1) {
      const type = this.#types[column] ?? 0;
      head += varintSize(type);
      body += type < 13 ? integerSize(type) : (type - 13) / 2;
    }
    const length = head + body;
    if (length > longestInPage(this.#size)) {
      this.#long.push({ key, values: this.#values() });
      return key;
    }
    const cell = varintSize(length) + varintSize(key) + length;
    let start = this.#page.place(cell);
    if (start < 0) {
      this.#pageIsFull();
      start = this.#page.place(cell);
    }
    this.#last = key;
    this.#put(start, length, key, head);
    return key;
  }

  /** Rows that SQLite has to put in, once the others are in their place. */
  long(): readonly LongRow[] {
    return this.#long;
  }

  /** Brings the rows into their empty table, but for {@link long}; see {@link placeTable}. Nothing may be added later. */
  place(path: string, root: number): void {
    placeTable(path, root, () => this.#leaves());
    this.discard();
  }

  /** Forgets all rows. */
  clear(): void {
    this.#keys.length = 0;
    this.#long.length = 0;
    this.#page.empty();
    this.#count = 0;
  }

  /** Forgets all rows, and their file. */
  discard(): void {
    this.clear();
    if (this.#file === null) return;
    closeSync(this.#file);
    this.#file = null;
    rmSync(this.#path, { force: true });
  }

  #put(start: number, length: number, key: number, head: number): void {
    const { bytes } = this.#page;
    let types = putVarint(bytes, putVarint(bytes, start, length), key);
    let at = types + head;
    bytes[types] = head;
    // The key is the row's number in the table; in the row itself stands NULL for it.
    bytes[types + 1] = 0;
    types += 2;
    for (let column = 0; column < this.#width; column += 1) {
      const type = this.#types[column] ?? 0;
      types = putVarint(bytes, types, type);
      const source = this.#sources[column] ?? null;
      if (source === null) {
        at = putInteger(bytes, at, this.#numbers[column] ?? 0, type);
        continue;
      }
      const from = this.#starts[column] ?? 0;
      const size = (type - 13) / 2;
      for (let byte = 0; byte < size; byte += 1) bytes[at + byte] = source[from + byte] ?? 0;
      at += size;
    }
  }

  #values(): SqlValue[] {
    return Array.from(this.#types, (type, column) => {
      const source = this.#sources[column] ?? null;
      const from = this.#starts[column] ?? 0;
      if (source !== null) return textOf(source, from, from + (type - 13) / 2);
      return type === 0 ? null : (this.#numbers[column] ?? 0);
    });
  }

  #pageIsFull(): void {
    const at = this.#keys.length % pagesAtOnce;
    this.#waiting.set(this.#page.bytes, at * this.#size);
    this.#keys.push(this.#last);
    this.#page.empty();
    if (at + 1 < pagesAtOnce) return;
    this.#file ??= openSync(this.#path, 'w+', 0o600);
    const length = this.#waiting.length;
    writeSync(this.#file, this.#waiting, 0, length, (this.#keys.length / pagesAtOnce - 1) * length);
  }

  *#leaves(): Generator<Leaf> {
    const { length } = this.#waiting;
    const rest = this.#keys.length - (this.#keys.length % pagesAtOnce);
    const read = new Uint8Array(this.#file === null ? 0 : length);
    for (let page = 0; page < this.#keys.length; page += 1) {
      const at = page % pagesAtOnce;
      if (at === 0 && page < rest && this.#file !== null)
        readSync(this.#file, read, 0, length, (page / pagesAtOnce) * length);
      const bytes = page < rest ? read : this.#waiting;
      yield { bytes: bytes.subarray(at * this.#size, (at + 1) * this.#size), key: this.#keys[page] ?? 0 };
    }
    if (this.#page.cells > 0) yield { bytes: this.#page.bytes, key: this.#last };
  }
}
