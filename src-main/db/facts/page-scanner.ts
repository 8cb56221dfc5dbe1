import { isUtf8 } from 'node:buffer';
import { instantIn } from './instant.ts';
import type { PackedKeys } from './packed-keys.ts';
import { afterColon, afterSpace, integerEnd, quote, textEnd, textOf, valueEnd } from './json-bytes.ts';

/** What a member of a row is; `absent` where the row has none of that name. */
export const memberKind = {
  absent: 0,
  text: 1,
  integer: 2,
  nothing: 3,
  truth: 4,
  object: 5,
  list: 6,
} as const;

/** Takes texts as they lie in a page. */
interface TextTaker {
  bytes(column: number, source: Uint8Array, from: number, to: number): void;
}

interface KnownName {
  /** With its quotes. */
  readonly bytes: Uint8Array;
  /** Which of the wanted members, or -1. */
  readonly slot: number;
}

/** Members of a row whose names are remembered. */
const mostRemembered = 64;

const comma = 0x2c;
const openObject = 0x7b;
const closeObject = 0x7d;
const openList = 0x5b;
const closeList = 0x5d;

function kindOf(first: number | undefined): number {
  if (first === openObject) return memberKind.object;
  if (first === openList) return memberKind.list;
  return first === 0x6e ? memberKind.nothing : memberKind.truth;
}

/**
 * Finds some members of a page's rows by their places in its bytes, without making objects and texts of it all: a first
 * sync reads hundreds of thousands of rows, and JSON.parse would be most of its work. It takes only what it can prove to
 * mean the same as JSON.parse: no escapes, no fractions in wanted members, only objects as rows. Of any other page it
 * answers -1, and whoever asked parses that one. Places hold until the next scan.
 */
export class PageScanner {
  /** Members a row. */
  readonly width: number;
  /** By row and member: see {@link memberKind}. */
  kinds: Uint8Array;
  /** Where the value begins (a text's first letter) and ends, exclusive. */
  starts: Int32Array;
  ends: Int32Array;
  readonly #slots: ReadonlyMap<string, number>;
  /** Names in the order in which the last row had them: nearly always that of the next. */
  readonly #order: KnownName[] = [];
  #count = -1;

  constructor(members: readonly string[]) {
    this.width = members.length;
    this.#slots = new Map(members.map((name, slot) => [name, slot]));
    const size = this.width * 512;
    this.kinds = new Uint8Array(size);
    this.starts = new Int32Array(size);
    this.ends = new Int32Array(size);
  }

  /** How many rows the page has; -1 for a page that is not for this reader. */
  scan(bytes: Uint8Array, member: string | null): number {
    if (!isUtf8(bytes)) return -1;
    this.#count = -1;
    const from = afterSpace(bytes, 0);
    const end = member === null ? this.#rows(bytes, from) : this.#reply(bytes, from, member);
    return end >= 0 && afterSpace(bytes, end) === bytes.length ? this.#count : -1;
  }

  /** Whether a value is what the wire calls a text: one, or null, or not there at all. */
  isTextOrNothing(place: number): boolean {
    const kind = this.kinds[place];
    return kind === memberKind.text || kind === memberKind.nothing || kind === memberKind.absent;
  }

  /** Bytes of a text; 0 for what is none. */
  length(place: number): number {
    return this.kinds[place] === memberKind.text ? (this.ends[place] ?? 0) - (this.starts[place] ?? 0) : 0;
  }

  /** A text; '' for what is none. */
  text(bytes: Uint8Array, place: number): string {
    const from = this.starts[place] ?? 0;
    return textOf(bytes, from, from + this.length(place));
  }

  /** Adds a text, or '' for what is none, to a key. */
  addTo(keys: PackedKeys, bytes: Uint8Array, place: number): PackedKeys {
    const from = this.starts[place] ?? 0;
    return keys.addBytes(bytes, from, from + this.length(place));
  }

  /** Puts a text, or '' for what is none, into a row that is being put together. */
  putInto(row: TextTaker, column: number, bytes: Uint8Array, place: number): void {
    const from = this.starts[place] ?? 0;
    row.bytes(column, bytes, from, from + this.length(place));
  }

  /** A time in milliseconds; null where there is none. */
  instant(bytes: Uint8Array, place: number): number | null {
    const length = this.length(place);
    const from = this.starts[place] ?? 0;
    return length === 0 ? null : instantIn(bytes, from, from + length);
  }

  /** A page that is an object with the list as a member. Like all below, answers the place behind it, or -1. */
  #reply(bytes: Uint8Array, from: number, member: string): number {
    if (bytes[from] !== openObject) return -1;
    let at = afterSpace(bytes, from + 1);
    for (;;) {
      const end = bytes[at] === quote ? textEnd(bytes, at + 1) : -1;
      if (end < 0) return -1;
      const isList = textOf(bytes, at + 1, end) === member;
      // Named twice: the last one counts, and the first is read already.
      if (isList && this.#count >= 0) return -1;
      at = afterColon(bytes, end + 1);
      if (at < 0) return -1;
      at = isList ? this.#rows(bytes, at) : valueEnd(bytes, at);
      if (at < 0) return -1;
      at = afterSpace(bytes, at);
      if (bytes[at] === closeObject) return at + 1;
      if (bytes[at] !== comma) return -1;
      at = afterSpace(bytes, at + 1);
    }
  }

  #rows(bytes: Uint8Array, from: number): number {
    if (bytes[from] !== openList) return -1;
    this.#count = 0;
    let at = afterSpace(bytes, from + 1);
    if (bytes[at] === closeList) return at + 1;
    for (;;) {
      if (bytes[at] !== openObject) return -1;
      at = this.#row(bytes, afterSpace(bytes, at + 1), this.#place());
      if (at < 0) return -1;
      at = afterSpace(bytes, at);
      if (bytes[at] === closeList) return at + 1;
      if (bytes[at] !== comma) return -1;
      at = afterSpace(bytes, at + 1);
    }
  }

  /** Room for one more row; answers where its first member lies. */
  #place(): number {
    const place = this.#count * this.width;
    this.#count += 1;
    if (place + this.width > this.kinds.length) {
      const { kinds, starts, ends } = this;
      this.kinds = new Uint8Array(kinds.length * 2);
      this.starts = new Int32Array(kinds.length * 2);
      this.ends = new Int32Array(kinds.length * 2);
      this.kinds.set(kinds);
      this.starts.set(starts);
      this.ends.set(ends);
    }
    this.kinds.fill(memberKind.absent, place, place + this.width);
    return place;
  }

  /** The members of a row, from behind its brace. */
  #row(bytes: Uint8Array, from: number, place: number): number {
    let at = from;
    if (bytes[at] === closeObject) return at + 1;
    for (let member = 0; ; member += 1) {
      const name = this.#name(bytes, at, member);
      if (name === null) return -1;
      at = afterColon(bytes, at + name.bytes.length);
      if (at < 0) return -1;
      at = name.slot < 0 ? valueEnd(bytes, at) : this.#value(bytes, at, place + name.slot);
      if (at < 0) return -1;
      at = afterSpace(bytes, at);
      if (bytes[at] === closeObject) return at + 1;
      if (bytes[at] !== comma) return -1;
      at = afterSpace(bytes, at + 1);
    }
  }

  /** The name that is here, as the row's so manieth member. */
  #name(bytes: Uint8Array, at: number, member: number): KnownName | null {
    const likely = this.#order[member];
    if (likely !== undefined && isHere(bytes, at, likely.bytes)) return likely;
    const end = bytes[at] === quote ? textEnd(bytes, at + 1) : -1;
    if (end < 0) return null;
    const slot = this.#slots.get(textOf(bytes, at + 1, end)) ?? -1;
    const name = { bytes: bytes.slice(at, end + 1), slot };
    if (member < mostRemembered) this.#order[member] = name;
    return name;
  }

  /** A wanted value; noted at `place`, where it takes the place of an earlier one of the same name. */
  #value(bytes: Uint8Array, from: number, place: number): number {
    const first = bytes[from] ?? 0;
    if (first === quote) {
      const end = textEnd(bytes, from + 1);
      this.kinds[place] = memberKind.text;
      this.starts[place] = from + 1;
      this.ends[place] = end;
      return end < 0 ? -1 : end + 1;
    }
    const isNumber = first === 0x2d || (first >= 0x30 && first <= 0x39);
    const kind = isNumber ? memberKind.integer : kindOf(first);
    const end = isNumber ? integerEnd(bytes, from) : this.#otherEnd(bytes, from, place, kind);
    this.kinds[place] = kind;
    this.starts[place] = from;
    this.ends[place] = end;
    return end;
  }

  /** The place behind what is neither text nor number. An object or a list is often, byte for byte, that of the row before. */
  #otherEnd(bytes: Uint8Array, from: number, place: number, kind: number): number {
    const before = place - this.width;
    if (kind < memberKind.object || before < 0 || this.kinds[before] !== kind) return valueEnd(bytes, from);
    const start = this.starts[before] ?? 0;
    const end = this.ends[before] ?? 0;
    return isRepeated(bytes, from, start, end) ? from + end - start : valueEnd(bytes, from);
  }
}

function isRepeated(bytes: Uint8Array, at: number, from: number, to: number): boolean {
  const more = at - from;
  for (let letter = from; letter < to; letter += 1) if (bytes[letter] !== bytes[letter + more]) return false;
  return true;
}

function isHere(bytes: Uint8Array, at: number, name: Uint8Array): boolean {
  for (let letter = 0; letter < name.length; letter += 1)
    if (bytes[at + letter] !== name[letter]) return false;
  return true;
}
