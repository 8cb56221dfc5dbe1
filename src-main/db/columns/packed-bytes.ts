import { Buffer } from 'node:buffer';

/** Many texts as UTF-8 in one piece of memory: a million strings would cost the collector, a million bytes do not. */
export class PackedBytes {
  bytes: Uint8Array;
  /** `ends[i]` is where text i ends; it begins where the one before ends. */
  ends: Uint32Array;
  length = 0;

  constructor(texts = 16, bytes = 256) {
    this.bytes = new Uint8Array(bytes);
    this.ends = new Uint32Array(texts);
  }

  start(index: number): number {
    return index === 0 ? 0 : (this.ends[index - 1] ?? 0);
  }

  end(index: number): number {
    return this.ends[index] ?? 0;
  }

  get(index: number): string {
    const start = this.start(index);
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, this.end(index) - start).toString(
      'utf8',
    );
  }

  /** Adds a text; plain ASCII is written by hand, since that is cheaper than any call. */
  push(text: string): void {
    const start = this.start(this.length);
    this.#reserve(start + text.length * 3);
    let at = start;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code >= 128) {
        at = start + Buffer.from(this.bytes.buffer, this.bytes.byteOffset).write(text, start, 'utf8');
        break;
      }
      this.bytes[at] = code;
      at += 1;
    }
    this.ends[this.length] = at;
    this.length += 1;
  }

  /** Order of two texts by their bytes. */
  compare(left: number, right: number): number {
    const leftStart = this.start(left);
    const rightStart = this.start(right);
    const leftLength = this.end(left) - leftStart;
    const rightLength = this.end(right) - rightStart;
    const common = Math.min(leftLength, rightLength);
    const { bytes } = this;
    for (let at = 0; at < common; at += 1) {
      const difference = (bytes[leftStart + at] ?? 0) - (bytes[rightStart + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return leftLength - rightLength;
  }

  /** Whether text `index` is exactly these bytes. */
  equals(index: number, wanted: Uint8Array): boolean {
    const start = this.start(index);
    if (this.end(index) - start !== wanted.length) return false;
    for (let at = 0; at < wanted.length; at += 1) if (this.bytes[start + at] !== wanted[at]) return false;
    return true;
  }

  copy(): PackedBytes {
    const copy = new PackedBytes(0, 0);
    copy.bytes = this.bytes.slice();
    copy.ends = this.ends.slice();
    copy.length = this.length;
    return copy;
  }

  #reserve(bytes: number): void {
    if (bytes > this.bytes.length) {
      const wider = new Uint8Array(Math.ceil(bytes * 1.5) + 256);
      wider.set(this.bytes);
      this.bytes = wider;
    }
    if (this.length === this.ends.length) {
      const wider = new Uint32Array(Math.ceil(this.length * 1.5) + 16);
      wider.set(this.ends);
      this.ends = wider;
    }
  }
}
