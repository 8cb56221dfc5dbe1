/** A value as SQLite stores it. */
export type StoredValue = string | number | Uint8Array | null;

/** A row of some table: its number, and its columns in the order in which the table declares them. */
export interface FoundRow {
  readonly rowid: number;
  readonly values: readonly StoredValue[];
}

const leafOfTable = 0x0d;
const leafOfIndex = 0x0a;
const innerOfIndex = 0x02;
const mostColumns = 200;
/** Bytes of one record that we would believe; spoilt lengths can be anything. */
const longestRecord = 64 * 1024 * 1024;

interface Varint {
  readonly value: number;
  readonly next: number;
}

/** One to nine bytes; throws RangeError at the end of the bytes. */
function varint(bytes: Buffer, at: number): Varint {
  let value = 0n;
  for (let n = 0; n < 8; n += 1) {
    const byte = bytes.readUInt8(at + n);
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value: Number(value), next: at + n + 1 };
  }
  value = (value << 8n) | BigInt(bytes.readUInt8(at + 8));
  return { value: Number(BigInt.asIntN(64, value)), next: at + 9 };
}

const integerLengths = [0, 1, 2, 3, 4, 6, 8];

function readValue(bytes: Buffer, at: number, type: number): { value: StoredValue; length: number } {
  if (type === 0) return { value: null, length: 0 };
  if (type === 8 || type === 9) return { value: type - 8, length: 0 };
  if (type === 6) return { value: Number(bytes.readBigInt64BE(at)), length: 8 };
  if (type === 7) return { value: bytes.readDoubleBE(at), length: 8 };
  if (type < 6) {
    const length = integerLengths[type] ?? 0;
    return { value: bytes.readIntBE(at, length), length };
  }
  const length = Math.floor((type - 12) / 2);
  if (type < 12 || at + length > bytes.length) throw new RangeError('no text');
  // A copy: a page of the log may be written over by a later one.
  if (type % 2 === 0) return { value: Uint8Array.from(bytes.subarray(at, at + length)), length };
  return { value: bytes.toString('utf8', at, at + length), length };
}

function readRecord(record: Buffer): StoredValue[] {
  const head = varint(record, 0);
  const values: StoredValue[] = [];
  let at = head.next;
  let body = head.value;
  while (at < head.value && values.length < mostColumns) {
    const type = varint(record, at);
    const { value, length } = readValue(record, body, type.value);
    values.push(value);
    at = type.next;
    body += length;
  }
  if (body !== record.length) throw new RangeError('the record has another length');
  return values;
}

/** A cell's record, with what lies on overflow pages; throws RangeError where that cannot be. */
function recordOf(
  page: Buffer,
  at: number,
  length: number,
  pages: (n: number) => Buffer | undefined,
): Buffer {
  if (length < 0 || length > longestRecord) throw new RangeError('no such length');
  const usable = page.length;
  const most = usable - 35;
  if (length <= most) {
    if (at + length > usable) throw new RangeError('the cell leaves its page');
    return page.subarray(at, at + length);
  }
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usable - 4));
  const here = wanted <= most ? wanted : least;
  if (at + here + 4 > usable) throw new RangeError('the cell leaves its page');
  const parts = [page.subarray(at, at + here)];
  let missing = length - here;
  let next = page.readUInt32BE(at + here);
  while (missing > 0) {
    const more = pages(next);
    if (more === undefined) throw new RangeError('an overflow page is missing');
    const taken = Math.min(missing, usable - 4);
    parts.push(more.subarray(4, 4 + taken));
    missing -= taken;
    next = more.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** Where the cells of a page begin, if it is of one of these kinds. */
function cellsOf(page: Buffer, number: number, kinds: readonly number[]): number[] {
  const start = number === 1 ? 100 : 0;
  const kind = page[start];
  if (page.length < start + 12 || kind === undefined || !kinds.includes(kind)) return [];
  const head = start + (kind === innerOfIndex ? 12 : 8);
  const count = Math.min(page.readUInt16BE(start + 3), Math.floor((page.length - head) / 2));
  return Array.from({ length: count }, (_, n) => page.readUInt16BE(head + n * 2));
}

/** What the work gives for each, without those that cannot be read. */
function readable<T>(cells: readonly number[], work: (at: number) => T): T[] {
  return cells.flatMap((at) => {
    try {
      return [work(at)];
    } catch (thrown) {
      if (thrown instanceof RangeError) return [];
      throw thrown;
    }
  });
}

/**
 * The rows on one page, when it is a leaf of a table (file format, §1.6); what cannot be read is left out. It reads
 * bytes, not SQL: a damaged file is never given to SQLite again. Nothing says that a row is true but the row itself.
 */
export function rowsOnPage(
  page: Buffer,
  number: number,
  pages: (n: number) => Buffer | undefined,
): FoundRow[] {
  return readable(cellsOf(page, number, [leafOfTable]), (at) => {
    const length = varint(page, at);
    const rowid = varint(page, length.next);
    return { rowid: rowid.value, values: readRecord(recordOf(page, rowid.next, length.value, pages)) };
  });
}

/** The entries on one page, when it belongs to an index: the indexed values, then the row's number. */
export function entriesOnPage(page: Buffer, number: number): StoredValue[][] {
  const lead = page[0] === innerOfIndex ? 4 : 0;
  return readable(cellsOf(page, number, [leafOfIndex, innerOfIndex]), (at) => {
    const length = varint(page, at + lead);
    return readRecord(page.subarray(length.next, length.next + length.value));
  });
}
