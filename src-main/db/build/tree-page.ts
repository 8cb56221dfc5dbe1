/** What a page of a table's tree is: rows, or pages below it. */
export const pageKind = { leaf: 0x0d, interior: 0x05 } as const;

/** The longest row that a page of so many bytes takes; a longer one goes on in pages of its own. */
export const longestInPage = (size: number): number => size - 35;

/** A page of a table's tree while it is filled: cells from its end, their places from its head (file format, §1.6). */
export class TreePage {
  readonly bytes: Uint8Array;
  readonly #head: number;
  #cells = 0;
  #content: number;

  constructor(size: number, kind: (typeof pageKind)[keyof typeof pageKind]) {
    this.bytes = new Uint8Array(size);
    this.bytes[0] = kind;
    this.#head = kind === pageKind.leaf ? 8 : 12;
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

  /** Whether there is room for so many more cells of so many bytes together. */
  hasRoom(cells: number, bytes: number): boolean {
    return this.#content - bytes >= this.#head + (this.#cells + cells) * 2;
  }

  /** Copies cells that lie one behind the other, for which there must be room: those of `sizes` from one place to another. */
  copy(source: Uint8Array, start: number, sizes: Uint8Array, from: number, to: number): void {
    let pointer = this.#head + this.#cells * 2;
    let bytes = 0;
    for (let cell = from; cell < to; cell += 1) bytes += sizes[cell] ?? 0;
    this.#content -= bytes;
    let content = this.#content;
    this.bytes.set(source.subarray(start, start + bytes), content);
    for (let cell = from; cell < to; cell += 1, pointer += 2) {
      put16(this.bytes, pointer, content);
      content += sizes[cell] ?? 0;
    }
    this.#cells += to - from;
    put16(this.bytes, 3, this.#cells);
    put16(this.bytes, 5, this.#content);
  }

  empty(): void {
    this.bytes.fill(0, 1);
    this.#cells = 0;
    this.#content = this.bytes.length;
  }
}

export function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value & 0xff;
}

export function put32(bytes: Uint8Array, at: number, value: number): void {
  put16(bytes, at, value >>> 16);
  put16(bytes, at + 2, value & 0xffff);
}
