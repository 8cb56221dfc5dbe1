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
  /** Three numbers by hash, side by side so that one look into memory finds them: number + 1 (0 is free), hash, start. */
  #slots = new Int32Array(3 << 9);
  #count = 0;
  /** The key that is being put together lies behind the last one. */
  #start = 0;
  #end = 0;
  #hash = 0x811c9dc5 | 0;

  get count(): number {
    return this.#count;
  }

  /** The keys in the order of their numbers, where each has one part. */
  *texts(): Generator<string> {
    for (let from = 0; from < this.#start;) {
      const end = this.#bytes.indexOf(separator, from);
      yield this.#bytes.toString('utf8', from, end);
      from = end + 1;
    }
  }

  /** Adds the bytes between two places as the key's next part. */
  addBytes(source: Uint8Array, from: number, to: number): this {
    this.#makeRoom(to - from + 1);
    const bytes = this.#bytes;
    let end = this.#end;
    let hash = this.#hash;
    let at = from;
    // Four at a time: each multiplication waits for the one before it.
    for (const last = to - 3; at < last; at += 4, end += 4) {
      const one = source[at] ?? 0;
      const two = source[at + 1] ?? 0;
      const three = source[at + 2] ?? 0;
      const four = source[at + 3] ?? 0;
      bytes[end] = one;
      bytes[end + 1] = two;
      bytes[end + 2] = three;
      bytes[end + 3] = four;
      hash = Math.imul(hash ^ (one | (two << 8) | (three << 16) | (four << 24)), prime);
      hash ^= hash >>> 15;
    }
    for (; at < to; at += 1, end += 1) {
      const byte = source[at] ?? 0;
      bytes[end] = byte;
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

  /**
   * The number of the key that was put together, from 0; a new key gets the next one, which is then `count - 1`. All keys
   * must have the same number of parts: then each ends at its last separator.
   */
  number(): number {
    const start = this.#start;
    const length = this.#end - start;
    const hash = this.#hash ^ (this.#hash >>> 15);
    this.#hash = 0x811c9dc5 | 0;
    const slots = this.#slots;
    const mask = slots.length / 3 - 1;
    let slot = (hash & mask) * 3;
    for (let held = slots[slot] ?? 0; held !== 0; held = slots[slot] ?? 0) {
      if (slots[slot + 1] === hash && this.#isSame(slots[slot + 2] ?? 0, start, length)) {
        this.#end = start;
        return held - 1;
      }
      slot = ((slot / 3 + 1) & mask) * 3;
    }
    this.#count += 1;
    slots[slot] = this.#count;
    slots[slot + 1] = hash;
    slots[slot + 2] = start;
    this.#start = this.#end;
    if (this.#count * 2 > mask) this.#widen();
    return this.#count - 1;
  }

  #isSame(one: number, other: number, length: number): boolean {
    const bytes = this.#bytes;
    for (let at = 0; at < length; at += 1) if (bytes[one + at] !== bytes[other + at]) return false;
    return true;
  }

  #makeRoom(more: number): void {
    if (this.#end + more <= this.#bytes.length) return;
    const wider = Buffer.alloc((this.#end + more) * 2);
    wider.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = wider;
  }

  #widen(): void {
    const before = this.#slots;
    const slots = new Int32Array(before.length * 2);
    const mask = slots.length / 3 - 1;
    for (let at = 0; at < before.length; at += 3) {
      if (before[at] === 0) continue;
      let slot = ((before[at + 1] ?? 0) & mask) * 3;
      while (slots[slot] !== 0) slot = ((slot / 3 + 1) & mask) * 3;
      slots.set(before.subarray(at, at + 3), slot);
    }
    this.#slots = slots;
  }
}
