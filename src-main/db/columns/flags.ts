/** Which rows are there, with their number. */
export class Flags {
  #data = new Uint8Array(16);
  length = 0;
  set = 0;

  push(value: boolean): void {
    if (this.length === this.#data.length) {
      const wider = new Uint8Array(Math.ceil(this.length * 1.5) + 16);
      wider.set(this.#data);
      this.#data = wider;
    }
    this.#data[this.length] = value ? 1 : 0;
    this.length += 1;
    if (value) this.set += 1;
  }

  /** One byte a row, 1 where it is there; longer than `length`. */
  get bytes(): Uint8Array {
    return this.#data;
  }

  /** Takes these bytes, one a row, as its own. */
  restore(bytes: Uint8Array<ArrayBuffer>): void {
    this.#data = bytes;
    this.length = bytes.length;
    this.set = 0;
    // At each start, before this code is hot: an iterator would take three times as long.
    for (let at = 0; at < bytes.length; at += 1) this.set += bytes[at] ?? 0;
  }

  at(index: number): boolean {
    return this.#data[index] === 1;
  }

  change(index: number, value: boolean): void {
    if (this.at(index) === value) return;
    this.#data[index] = value ? 1 : 0;
    this.set += value ? 1 : -1;
  }
}
