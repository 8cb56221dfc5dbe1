import { Buffer } from 'node:buffer';
import { foldText } from '../fold-text.ts';
import { containsBytes, eachContaining } from './find-bytes.ts';
import { Ints } from './growing.ts';
import { isOneLetter, lettersOf } from './letters.ts';
import { PackedBytes } from './packed-bytes.ts';
import { type RankedTexts, rankMoreTexts, rankTexts } from './rank-texts.ts';
import type { Shelf } from './shelf.ts';

/** Texts by number, with the same texts folded for search and order. Only grows. */
export class TextPool {
  readonly #original: PackedBytes;
  /** The same object as `#original` until a text differs from its folded form. */
  #folded: PackedBytes;
  readonly #letters = new Ints();
  #index: Int32Array | null = null;
  /** Of the texts that were there when it was last asked for. */
  #ranked: RankedTexts | null = null;
  #hasEmpty = false;

  constructor(texts?: number, bytes?: number) {
    this.#original = new PackedBytes(texts, bytes);
    this.#folded = this.#original;
  }

  get length(): number {
    return this.#original.length;
  }

  /** Whether an empty text is among them. */
  get hasEmpty(): boolean {
    return this.#hasEmpty;
  }

  /** Adds a text and answers its number. */
  push(text: string): number {
    const number = this.length;
    const folded = foldText(text);
    this.#hasEmpty ||= text === '';
    if (folded !== text && this.#folded === this.#original) this.#folded = this.#original.copy();
    this.#original.push(text);
    if (this.#folded !== this.#original) this.#folded.push(folded);
    const { bytes } = this.#folded;
    this.#letters.push(lettersOf(bytes, this.#folded.start(number), this.#folded.end(number)));
    if (this.#index !== null) this.#enter(number);
    return number;
  }

  get(number: number): string {
    return this.#original.get(number);
  }

  folded(number: number): string {
    return this.#folded.get(number);
  }

  isEmpty(number: number): boolean {
    return this.#original.start(number) === this.#original.end(number);
  }

  /** Numbers of the texts whose folded form is the folded form of `text`, in no particular order. */
  same(text: string): number[] {
    const wanted = Buffer.from(foldText(text));
    const index = this.#index ?? this.#buildIndex();
    const found: number[] = [];
    const mask = index.length - 1;
    for (let at = hashBytes(wanted, 0, wanted.length) & mask; index[at] !== 0; at = (at + 1) & mask) {
      const number = (index[at] ?? 0) - 1;
      if (this.#folded.equals(number, wanted)) found.push(number);
    }
    return found;
  }

  /** The number of exactly this text, or -1. */
  find(text: string): number {
    for (const number of this.same(text)) if (this.get(number) === text) return number;
    return -1;
  }

  /** Calls back for each text that contains `text`, ignoring case. */
  eachContaining(text: string, found: (number: number) => void): void {
    const needle = Buffer.from(foldText(text));
    const letters = lettersOf(needle, 0, needle.length);
    const has = this.#letters.data;
    if (isOneLetter(needle)) {
      for (let number = 0; number < this.length; number += 1)
        if (((has[number] ?? 0) & letters) !== 0) found(number);
      return;
    }
    // Many small searches cost more than one through everything; a sample tells.
    const step = this.length > 4096 ? 61 : 1;
    let candidates = 0;
    for (let number = 0; number < this.length; number += step)
      candidates += ((has[number] ?? 0) & letters) === letters ? 1 : 0;
    if (candidates * step * 4 > this.length) {
      eachContaining(this.#folded, needle, found);
      return;
    }
    for (let number = 0; number < this.length; number += 1)
      if (((has[number] ?? 0) & letters) === letters && containsBytes(this.#folded, number, needle))
        found(number);
  }

  /** Whether one text contains `text`, ignoring case. */
  contains(number: number, text: string): boolean {
    return this.folded(number).includes(foldText(text));
  }

  /**
   * Whether a text may begin with this stem: folded ASCII without dots, as bytes. Spaces before a text and dots anywhere do
   * not count; a text with anything beyond ASCII up to there may always.
   */
  mayBegin(number: number, stem: Uint8Array): boolean {
    const { bytes } = this.#folded;
    const end = this.#folded.end(number);
    let at = this.#folded.start(number);
    while (at < end && (bytes[at] ?? 0) <= 0x20) at += 1;
    for (let letter = 0; letter < stem.length; at += 1) {
      if (at === end) return false;
      const byte = bytes[at] ?? 0;
      if (byte >= 0x80) return true;
      if (byte === 0x2e) continue;
      if (byte !== stem[letter]) return false;
      letter += 1;
    }
    return true;
  }

  /** Whether a text has nothing beyond ASCII. */
  isAscii(number: number): boolean {
    const { bytes } = this.#folded;
    const end = this.#folded.end(number);
    for (let at = this.#folded.start(number); at < end; at += 1) if ((bytes[at] ?? 0) >= 0x80) return false;
    return true;
  }

  /** Place of each text in the order of folded texts, from 0; equal folded texts share a place. */
  ranks(): Int32Array {
    return this.#rank().ranks;
  }

  /** The highest place that {@link ranks} gives. */
  highestRank(): number {
    return this.#rank().highest;
  }

  #rank(): RankedTexts {
    const known = this.#ranked;
    if (known !== null && known.ranks.length === this.length) return known;
    const few = known !== null && this.length - known.ranks.length <= this.length / 50 + 16;
    this.#ranked = few ? rankMoreTexts(this.#folded, known) : rankTexts(this.#folded);
    return this.#ranked;
  }

  /** Puts the texts away or takes them, with what was worked out about them. */
  keep(shelf: Shelf, name: string): void {
    shelf.texts(`${name}.original`, this.#original);
    const folded = shelf.value(`${name}.folds`, this.#folded !== this.#original);
    if (shelf.taking) this.#folded = folded ? new PackedBytes(0, 0) : this.#original;
    if (folded) shelf.texts(`${name}.folded`, this.#folded);
    shelf.ints(`${name}.letters`, this.#letters);
    this.#index = shelf.array(`${name}.index`, this.#index);
    this.#hasEmpty = shelf.value(`${name}.hasEmpty`, this.#hasEmpty);
    const order = shelf.array(`${name}.order`, this.#ranked?.order ?? null);
    const ranks = shelf.array(`${name}.ranks`, this.#ranked?.ranks ?? null);
    const highest = shelf.value(`${name}.highest`, this.#ranked?.highest ?? 0);
    this.#ranked = order === null || ranks === null ? null : { order, ranks, highest };
  }

  #buildIndex(): Int32Array {
    let size = 16;
    while (size < this.length * 2) size *= 2;
    this.#index = new Int32Array(size);
    for (let number = 0; number < this.length; number += 1) this.#enter(number);
    return this.#index;
  }

  #enter(number: number): void {
    const index = this.#index;
    if (index === null) return;
    if (this.length * 2 > index.length && number > 0) {
      this.#index = null;
      this.#buildIndex();
      return;
    }
    const mask = index.length - 1;
    let at = hashBytes(this.#folded.bytes, this.#folded.start(number), this.#folded.end(number)) & mask;
    while (index[at] !== 0) at = (at + 1) & mask;
    index[at] = number + 1;
  }
}

/** FNV-1a over a stretch of bytes, with the high bits folded down. */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
