import { afterSpace, quote } from '../db/facts/json-bytes.ts';
import { hashPage } from '../db/facts/page-body.ts';
import { isFull } from './paging-plan.ts';

/** Where a page meets its neighbours, by what rows are known again (see {@link rowKey}). */
export interface PageSeam {
  /** Its first row; null where it has none. */
  readonly first: string | null;
  /** The row with which the next page has to begin; null where no page follows. */
  readonly next: string | null;
}

/** A page without the row that it shares with the next one. */
export interface CutPage {
  readonly bytes: ArrayBuffer;
  readonly seam: PageSeam;
}

const backslash = 0x5c;
const comma = 0x2c;
const openObject = 0x7b;
const closeObject = 0x7d;
const openList = 0x5b;
const closeList = 0x5d;

/** So far back it is looked where the last list of a page begins: what is longer is taken for the rows. */
const nearBytes = 4096;

/**
 * Takes the last row off a page that another one follows, which begins with that row, and says where it meets its
 * neighbours. Only both ends of the page are looked at: a sweep has hundreds of pages, and this runs where windows are
 * answered. A page that is not understood stays as it came, without a seam: whoever stores it says what is wrong with it.
 *
 * @param member where the rows are; null = the page is the list
 * @param limit how many rows were asked for
 * @param follows whether another page is known to follow; else one does when this one is full
 */
export function cutPage(
  bytes: ArrayBuffer,
  member: string | null,
  { limit, follows }: { readonly limit: number; readonly follows: boolean },
): CutPage {
  const text = new Uint8Array(bytes);
  try {
    const rows = findRows(text, member);
    const first = afterSpace(text, rows.from + 1);
    if (first >= rows.to) return { bytes, seam: { first: null, next: null } };
    const seam = { first: rowKey(text, first, valueEnd(text, first)), next: null };
    if (!follows && !isFull(countRows(text, rows), limit)) return { bytes, seam };
    const end = beforeSpace(text, rows.to - 1);
    const last = rowStart(text, end);
    const cut = beforeSpace(text, last - 1);
    // A single row has nothing in front of it that could stay.
    if (text[cut] !== comma) return { bytes, seam };
    const next = rowKey(text, last, end + 1);
    text.copyWithin(cut, end + 1);
    return { bytes: bytes.transfer(bytes.byteLength - (end + 1 - cut)), seam: { ...seam, next } };
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return { bytes, seam: { first: null, next: null } };
    throw thrown;
  }
}

/**
 * Whether pages at these offsets, read in whatever order and time, are one list: each begins with the row that the one
 * before it shares with it. Then no row that was there all the time lies between two of them, or behind the last,
 * wherever rows came or went.
 */
export function meet(seams: ReadonlyMap<number, PageSeam>, offsets: readonly number[]): boolean {
  return offsets.every((offset, at) => {
    const following = offsets[at + 1];
    const next = seams.get(offset)?.next ?? null;
    return following === undefined ? next === null : next !== null && next === seams.get(following)?.first;
  });
}

/** By what a row is known again: its id; where it has none, all of it. */
function rowKey(bytes: Uint8Array, from: number, to: number): string {
  const row: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString());
  const id: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'id') : undefined;
  const known = (typeof id === 'string' && id.length < 100) || typeof id === 'number';
  return known ? JSON.stringify(id) : hashPage(bytes.subarray(from, to));
}

interface Extent {
  /** Where the list's bracket opens. */
  readonly from: number;
  /** Where it closes. */
  readonly to: number;
}

function findRows(bytes: Uint8Array, member: string | null): Extent {
  const end = beforeSpace(bytes, bytes.length - 1);
  let at = afterSpace(bytes, 0);
  if (member === null) return { from: expect(bytes, at, openList), to: expect(bytes, end, closeList) };
  expect(bytes, at, openObject);
  for (;;) {
    at = expect(bytes, afterSpace(bytes, at + 1), quote);
    const nameEnd = textEnd(bytes, at);
    const name: unknown = JSON.parse(Buffer.from(bytes.subarray(at, nameEnd)).toString());
    const value = afterSpace(bytes, expect(bytes, afterSpace(bytes, nameEnd), 0x3a) + 1);
    if (name === member) {
      expect(bytes, value, openList);
      return { from: value, to: lastListEnd(bytes, value, end) ?? valueEnd(bytes, value) - 1 };
    }
    at = expect(bytes, afterSpace(bytes, valueEnd(bytes, value)), comma);
  }
}

/** Where the list closes that opens at `from`, where nothing but plain members follows; null where it is not so. */
function lastListEnd(bytes: Uint8Array, from: number, end: number): number | null {
  for (let at = expect(bytes, end, closeObject) - 1; at > from; at -= 1) {
    const code = bytes[at];
    if (code === closeList) return (startBefore(bytes, at, at - nearBytes) ?? from) === from ? at : null;
    if (code === closeObject || code === openObject) return null;
    if (code === quote) at = textStart(bytes, at);
  }
  return null;
}

function countRows(bytes: Uint8Array, { from, to }: Extent): number {
  let rows = 0;
  for (let at = afterSpace(bytes, from + 1); at < to; at = afterSpace(bytes, at + 1)) {
    rows += 1;
    at = afterSpace(bytes, valueEnd(bytes, at));
  }
  return rows;
}

/** Where the object begins that ends here. */
function rowStart(bytes: Uint8Array, end: number): number {
  const start = startBefore(bytes, expect(bytes, end, closeObject), 0);
  if (start === null) throw new SyntaxError('a row without a beginning');
  return start;
}

/** Where the object or list begins that ends here; null where that is before `least`. */
function startBefore(bytes: Uint8Array, end: number, least: number): number | null {
  for (let at = end, depth = 0; at >= least; at -= 1) {
    const code = bytes[at];
    if (code === quote) at = textStart(bytes, at);
    else if (code === closeObject || code === closeList) depth += 1;
    else if (code === openObject || code === openList) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return null;
}

/** The opening quote of the text that closes here. A quote within a text has an odd number of backslashes before it. */
function textStart(bytes: Uint8Array, end: number): number {
  for (let at = end - 1; at >= 0; at -= 1) {
    if (bytes[at] !== quote) continue;
    let before = at;
    while (bytes[before - 1] === backslash) before -= 1;
    if ((at - before) % 2 === 0) return at;
    at = before;
  }
  throw new SyntaxError('a text without a beginning');
}

/** The place behind the text that opens here. */
function textEnd(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at < bytes.length; at += 1) {
    if (bytes[at] === quote) return at + 1;
    if (bytes[at] === backslash) at += 1;
  }
  throw new SyntaxError('a text without an end');
}

/** The place behind the value that begins here. */
function valueEnd(bytes: Uint8Array, from: number): number {
  for (let at = from, depth = 0; at < bytes.length; at += 1) {
    const code = bytes[at];
    if (code === quote) at = textEnd(bytes, at) - 1;
    else if (code === openObject || code === openList) depth += 1;
    else if (code === closeObject || code === closeList) {
      // A plain value is the last of its kind.
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (code === comma && depth === 0) return at;
  }
  throw new SyntaxError('a value without an end');
}

function beforeSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at -= 1;
  return at;
}

function expect(bytes: Uint8Array, at: number, code: number): number {
  if (bytes[at] !== code) throw new SyntaxError('not a page of rows');
  return at;
}
