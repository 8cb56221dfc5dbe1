import { Buffer } from 'node:buffer';

/** Stands between the parts of a key; no UTF-8 has it. */
const separator = 0xff;
const prime = 0x01000193;

/**
 * Numbers for very many keys of one or several texts. Keys lie as bytes in one piece of memory and are found by their
 * hash: a Map of a hundred thousand strings would cost more than all else that a rule needs. A key is put together part
 * by part, from places in a page or from strings, and then asked for its number.
 */
export class PackedKeys {
  #bytes = Buffer.alloc(1 << 16);
  /** Where each key ends, by number. */
  #ends = new Uint32Array(1 << 8);
  /** Number + 1 by hash; 0 is free. */
  #slots = new Int32Array(1 << 9);
  /** The hash of each key, by number. */
  #hashes = new Int32Array(1 << 8);
  #count = 0;
  /** The key that is being put together lies behind the last one. */
  #end = 0;
  #hash = 0x811c9dc5 | 0;

  get count(): number {
    return this.#count;
  }

  /** Adds the bytes between two places as the key's next part. */
  addBytes(source: Uint8Array, from: number, to: number): this {
    this.#makeRoom(to - from + 1);
    const bytes = this.#bytes;
    let end = this.#end;
    let hash = this.#hash;
    for (let at = from; at < to; at += 1) {
      const byte = source[at] ?? 0;
      bytes[end] = byte;
      end += 1;
      hash = Math.imul(hash ^ byte, prime);
    }
    bytes[end] = separator;
    this.#end = end + 1;
    this.#hash = Math.imul(hash ^ separator, prime);
    return this;
  }

  /** Adds a text as the key's next part. */
  addText(text: string): this {
    const bytes = Buffer.from(text);
    return this.addBytes(bytes, 0, bytes.length);
  }

  /** The number of the key that was put together, from 0; a new key gets the next one, which is then `count - 1`. */
  number(): number {
    const start = this.#start(this.#count);
    const length = this.#end - start;
    const hash = this.#hash ^ (this.#hash >>> 15);
    this.#hash = 0x811c9dc5 | 0;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let held = this.#slots[slot] ?? 0; held !== 0; held = this.#slots[slot] ?? 0) {
      if (this.#hashes[held - 1] === hash && this.#is(held - 1, start, length)) {
        this.#end = start;
        return held - 1;
      }
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#count + 1;
    this.#keep(hash);
    return this.#count - 1;
  }

  #start(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] ?? 0);
  }

  #is(number: number, start: number, length: number): boolean {
    const from = this.#start(number);
    if ((this.#ends[number] ?? 0) - from !== length) return false;
    const bytes = this.#bytes;
    for (let at = 0; at < length; at += 1) if (bytes[from + at] !== bytes[start + at]) return false;
    return true;
  }

  #makeRoom(more: number): void {
    if (this.#end + more <= this.#bytes.length) return;
    const wider = Buffer.alloc((this.#end + more) * 2);
    wider.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = wider;
  }

  #keep(hash: number): void {
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#count * 2);
      const hashes = new Int32Array(this.#count * 2);
      ends.set(this.#ends);
      hashes.set(this.#hashes);
      this.#ends = ends;
      this.#hashes = hashes;
    }
    this.#ends[this.#count] = this.#end;
    this.#hashes[this.#count] = hash;
    this.#count += 1;
    if (this.#count * 2 > this.#slots.length) this.#widen();
  }

  #widen(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#count; number += 1) {
      let slot = (this.#hashes[number] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}
