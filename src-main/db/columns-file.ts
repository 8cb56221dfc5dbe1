import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type Shelved } from './columns/shelf.ts';
import { ensurePrivateFile } from './private-files.ts';

/** `RLBC` and the layout's version: raise it whenever a column is put away otherwise than before. */
const magic = 0x524c4243;
const layout = 1;
/** Magic, layout, sum of all that follows, length of the head. */
const prefix = 16;

interface Head {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly arrays: readonly { readonly name: string; readonly at: number; readonly length: number }[];
}

const aligned = (at: number): number => (at + 7) & ~7;

/**
 * Where the columns of a mirror lie ready beside it, so that a start need not read each row. Worth nothing by itself: it
 * is made from the mirror, and used only for the very facts it was made from.
 */
export function columnsPath(mirrorPath: string): string {
  return `${mirrorPath}-columns`;
}

/** The file of a mirror that takes another one's place follows it; whatever lay there was of other facts. */
export function moveColumns(from: string, to: string): void {
  try {
    rmSync(columnsPath(to), { force: true });
    renameSync(columnsPath(from), columnsPath(to));
  } catch {
    // There are none, or they stay behind: what does not belong to the facts is not used.
  }
}

/**
 * Writes columns, in slices, so that whoever drives the generator can do other things meanwhile; the file is there whole
 * or not at all.
 *
 * @param key what the mirror's facts are known by
 */
export function* writeColumns(path: string, key: string, { values, arrays }: Shelved): Generator<void> {
  let at = 0;
  const places = arrays.map(({ name, bytes }) => {
    const place = { name, at, length: bytes.length };
    at = aligned(at + bytes.length);
    return place;
  });
  const head: Head = { key, values, arrays: places };
  const text = Buffer.from(JSON.stringify(head));
  const padded = Buffer.alloc(aligned(text.length), ' ');
  text.copy(padded);
  const part = `${path}.part`;
  rmSync(part, { force: true });
  ensurePrivateFile(part);
  const file = openSync(part, 'r+');
  try {
    let sum = 0;
    let end = prefix;
    const put = (bytes: Uint8Array): void => {
      sum = crc32(bytes, sum);
      for (let done = 0; done < bytes.length;) {
        const wrote = writeSync(file, bytes, done, bytes.length - done, end);
        done += wrote;
        end += wrote;
      }
    };
    put(padded);
    for (const { bytes } of arrays) {
      put(bytes);
      put(new Uint8Array(aligned(bytes.length) - bytes.length));
      yield;
    }
    const start = Buffer.alloc(prefix);
    for (const [index, word] of [magic, layout, sum, padded.length].entries())
      start.writeUInt32LE(word, index * 4);
    writeSync(file, start, 0, prefix, 0);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
}

/** Reads columns; null when there are none, or they are damaged, of another layout or of other facts. */
export function readColumns(path: string, key: string): Shelved | null {
  const bytes = readWhole(path);
  if (bytes === null || bytes.length < prefix) return null;
  const word = (index: number): number => bytes.readUInt32LE(index * 4);
  const content = bytes.subarray(prefix);
  if (word(0) !== magic || word(1) !== layout || word(2) !== crc32(content)) return null;
  // Written by ourselves, as the sum says.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const head = JSON.parse(content.toString('utf8', 0, word(3))) as Head;
  if (head.key !== key) return null;
  const arrays = head.arrays.map(({ name, at, length }) => ({
    name,
    bytes: content.subarray(word(3) + at, word(3) + at + length),
  }));
  return { values: head.values, arrays };
}

function readWhole(path: string): Buffer<ArrayBuffer> | null {
  try {
    return readFileSync(path);
  } catch {
    // Not there, or not to be read: the mirror itself is.
    return null;
  }
}
