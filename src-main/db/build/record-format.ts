/** How SQLite keeps numbers in a row (its file format, §1.6 and §2.1). */

const longestVarint = 9;

/** Bytes of a whole number as the format's varint; negative ones take all nine. */
export function varintSize(value: number): number {
  if (value < 0) return longestVarint;
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Writes a varint and answers the place behind it. */
export function putVarint(bytes: Uint8Array, from: number, value: number): number {
  if (value >= 0 && value < 128) {
    bytes[from] = value;
    return from + 1;
  }
  const size = varintSize(value);
  if (size === longestVarint) {
    // Eight bits in the last byte, seven in each before it.
    let rest = BigInt.asUintN(64, BigInt(value));
    bytes[from + 8] = Number(rest & 0xffn);
    rest >>= 8n;
    for (let at = from + 7; at >= from; at -= 1, rest >>= 7n) bytes[at] = Number(rest & 0x7fn) | 0x80;
    return from + size;
  }
  let rest = value;
  for (let at = from + size - 1; at >= from; at -= 1) {
    const next = Math.floor(rest / 128);
    bytes[at] = rest - next * 128 + (at === from + size - 1 ? 0 : 0x80);
    rest = next;
  }
  return from + size;
}

/** A varint of at most four bytes, the most that sizes in our files take; its length is {@link varintSize} of it. */
export function varintAt(bytes: Uint8Array, from: number): number {
  let value = 0;
  for (let at = from; at < from + 4; at += 1) {
    const byte = bytes[at] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return value;
  }
  throw new Error('a size that cannot be');
}

/** The place behind a varint. */
export function behindVarint(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < from + longestVarint - 1 && (bytes[at] ?? 0) >= 0x80) at += 1;
  return at + 1;
}

/** The format's number for the way in which a whole number is kept: the shortest that holds it; NaN stands for NULL. */
export function integerType(value: number): number {
  if (Number.isNaN(value)) return 0;
  if (value === 0) return 8;
  if (value === 1) return 9;
  const wide = value < 0 ? -value - 1 : value;
  if (wide < 0x80) return 1;
  if (wide < 0x80_00) return 2;
  if (wide < 0x80_00_00) return 3;
  if (wide < 0x80_00_00_00) return 4;
  return wide < 0x80_00_00_00_00_00 ? 5 : 6;
}

/** Bytes of a whole number of a type. */
export function integerSize(type: number): number {
  if (type === 0 || type >= 8) return 0;
  return type < 5 ? type : type * 2 - 4;
}

/** Writes a whole number in two's complement, the highest byte first; answers the place behind it. */
export function putInteger(bytes: Uint8Array, from: number, value: number, type: number): number {
  if (type === 0 || type >= 8) return from;
  let at = from;
  if (type >= 5) {
    const high = Math.floor(value / 0x1_00_00_00_00);
    for (let shift = type === 5 ? 8 : 24; shift >= 0; shift -= 8) {
      bytes[at] = high >> shift;
      at += 1;
    }
  }
  const low = value | 0;
  for (let shift = type >= 4 ? 24 : (type - 1) * 8; shift >= 0; shift -= 8) {
    bytes[at] = low >> shift;
    at += 1;
  }
  return at;
}

/** The format's number for a text of so many bytes. */
export const textType = (bytes: number): number => 13 + bytes * 2;
