/**
 * Numbers for very many texts, one table a kind of thing. Texts lie as UTF-16 units in one piece of memory and are found by
 * their hash: a Map of a hundred thousand strings would cost more than all else that a rule needs.
 */
export class PackedNames {
  #units = new Uint16Array(1 << 16);
  /** Where each text ends, by number. */
  #ends = new Uint32Array(1 << 10);
  /** Number + 1 by hash; 0 is free. */
  #slots = new Int32Array(1 << 11);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The text's number, from 0; a new text gets the next one, which is then `count - 1`. */
  of(text: string): number {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let held = this.#slots[slot] ?? 0; held !== 0; held = this.#slots[slot] ?? 0) {
      if (this.#is(held - 1, text)) return held - 1;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#count + 1;
    this.#write(text);
    if (this.#count * 2 > this.#slots.length) this.#widen();
    return this.#count - 1;
  }

  #start(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] ?? 0);
  }

  #is(number: number, text: string): boolean {
    const start = this.#start(number);
    if ((this.#ends[number] ?? 0) - start !== text.length) return false;
    const units = this.#units;
    for (let at = 0; at < text.length; at += 1) if (units[start + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  #write(text: string): void {
    const start = this.#start(this.#count);
    if (start + text.length > this.#units.length) {
      const wider = new Uint16Array((start + text.length) * 2);
      wider.set(this.#units);
      this.#units = wider;
    }
    for (let at = 0; at < text.length; at += 1) this.#units[start + at] = text.charCodeAt(at);
    if (this.#count === this.#ends.length) {
      const wider = new Uint32Array(this.#count * 2);
      wider.set(this.#ends);
      this.#ends = wider;
    }
    this.#ends[this.#count] = start + text.length;
    this.#count += 1;
  }

  #widen(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#count; number += 1) {
      let hash = 0x811c9dc5;
      for (let at = this.#start(number); at < (this.#ends[number] ?? 0); at += 1)
        hash = Math.imul(hash ^ (this.#units[at] ?? 0), 0x01000193);
      hash ^= hash >>> 15;
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}
