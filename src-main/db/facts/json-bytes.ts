import { Buffer } from 'node:buffer';

/** Positions in the bytes of a JSON text. Each function is strict: what JSON.parse would refuse ends in -1. */

export const quote = 0x22;
const backslash = 0x5c;
const deepest = 64;

/** The first place from here that is no white space. */
export function afterSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let code = bytes[at] ?? 0; code <= 0x20; code = bytes[at] ?? 0) {
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
    at += 1;
  }
  return at;
}

/** The closing quote of the text whose first letter is here; -1 also for a text with an escape. */
export function textEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at += 1) {
    const code = bytes[at] ?? 0;
    if (code === quote) return at;
    if (code < 0x20 || code === backslash) return -1;
  }
}

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 0x30 && code <= 0x39;

function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at])) at += 1;
  return at;
}

/** The place behind a whole number without fraction or exponent, of at most 15 digits, which a double holds exactly. */
export function integerEnd(bytes: Uint8Array, from: number): number {
  const first = bytes[from] === 0x2d ? from + 1 : from;
  const end = digitsEnd(bytes, first);
  if (end === first || end - first > 15 || (bytes[first] === 0x30 && end - first > 1)) return -1;
  const next = bytes[end];
  return next === 0x2e || next === 0x65 || next === 0x45 ? -1 : end;
}

function numberEnd(bytes: Uint8Array, from: number): number {
  const first = bytes[from] === 0x2d ? from + 1 : from;
  let end = digitsEnd(bytes, first);
  if (end === first || (bytes[first] === 0x30 && end - first > 1)) return -1;
  if (bytes[end] === 0x2e) {
    const fraction = end + 1;
    end = digitsEnd(bytes, fraction);
    if (end === fraction) return -1;
  }
  if (bytes[end] === 0x65 || bytes[end] === 0x45) {
    const sign = bytes[end + 1];
    const exponent = end + (sign === 0x2b || sign === 0x2d ? 2 : 1);
    end = digitsEnd(bytes, exponent);
    if (end === exponent) return -1;
  }
  return end;
}

function wordEnd(bytes: Uint8Array, from: number, word: string): number {
  for (let at = 0; at < word.length; at += 1) if (bytes[from + at] !== word.charCodeAt(at)) return -1;
  return from + word.length;
}

/** The place behind the value that begins here, whatever it is. */
export function valueEnd(bytes: Uint8Array, from: number, depth = 0): number {
  const first = bytes[from];
  if (first === quote) {
    const end = textEnd(bytes, from + 1);
    return end < 0 ? -1 : end + 1;
  }
  if (first === 0x7b || first === 0x5b) return depth < deepest ? nestedEnd(bytes, from, depth) : -1;
  if (first === 0x74) return wordEnd(bytes, from, 'true');
  if (first === 0x66) return wordEnd(bytes, from, 'false');
  if (first === 0x6e) return wordEnd(bytes, from, 'null');
  return numberEnd(bytes, from);
}

/** The place behind the object or list that begins here. */
function nestedEnd(bytes: Uint8Array, from: number, depth: number): number {
  const named = bytes[from] === 0x7b;
  const close = named ? 0x7d : 0x5d;
  let at = afterSpace(bytes, from + 1);
  if (bytes[at] === close) return at + 1;
  for (;;) {
    if (named) {
      at = memberValue(bytes, at);
      if (at < 0) return -1;
    }
    at = valueEnd(bytes, at, depth + 1);
    if (at < 0) return -1;
    at = afterSpace(bytes, at);
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== 0x2c) return -1;
    at = afterSpace(bytes, at + 1);
  }
}

/** Where the value of the member begins whose name's quote is here. */
function memberValue(bytes: Uint8Array, from: number): number {
  const end = bytes[from] === quote ? textEnd(bytes, from + 1) : -1;
  return end < 0 ? -1 : afterColon(bytes, end + 1);
}

/** Where the value begins whose name has ended here. */
export function afterColon(bytes: Uint8Array, from: number): number {
  const at = afterSpace(bytes, from);
  return bytes[at] === 0x3a ? afterSpace(bytes, at + 1) : -1;
}

/** The text between two places. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}

/** The whole number between two places, that {@link integerEnd} has found. */
export function integerOf(bytes: Uint8Array, from: number, to: number): number {
  const negative = bytes[from] === 0x2d;
  let value = 0;
  for (let at = negative ? from + 1 : from; at < to; at += 1) value = value * 10 + (bytes[at] ?? 0) - 0x30;
  return negative ? -value : value;
}
