import { Buffer } from 'node:buffer';
import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import zlib from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { type Encoding, encodings, formsOf } from './encodings.ts';
import type { Marks } from './marks.ts';

/** A secret somewhere. */
export interface Hit {
  readonly place: string;
  readonly where: string;
  /** Name of the secret; null = the mark of all, with a secret that nobody knows. */
  readonly canary: string | null;
  /** Several where they write it alike. */
  readonly encodings: readonly Encoding[];
}

type Found = Pick<Hit, 'canary' | 'encodings'>;

/** Something that is looked through, as bytes with a name. */
export interface Piece {
  readonly where: string;
  readonly bytes: Buffer;
}

/** What was looked through in a place, and what was there. */
export interface Searched {
  readonly place: string;
  readonly pieces: number;
  readonly bytes: number;
  readonly hits: readonly Hit[];
}

/** Bytes before and behind the mark of all in which the whole of a secret is, a token in base64 or as escapes. */
const before = 8000;
const reach = 1000;

const entriesOf = (forms: ReturnType<typeof formsOf>): [Encoding, readonly Buffer[]][] =>
  encodings.map((encoding) => [encoding, forms[encoding]]);

/** Finds secrets in bytes. Made once all secrets are known. */
export function createFinder(marks: Marks): (bytes: Buffer) => Found[] {
  const known = marks.all.map((canary) => ({
    canary,
    core: formsOf(canary.core),
    whole: formsOf(canary.text),
  }));
  const anchors = new Map<string, Encoding>();
  for (const [encoding, forms] of entriesOf(formsOf(marks.anchor)))
    for (const form of forms) {
      const key = form.toString('latin1');
      if (!anchors.has(key)) anchors.set(key, encoding);
    }
  const needles = [...anchors].map(([key, encoding]) => ({ needle: Buffer.from(key, 'latin1'), encoding }));
  const singles = known.filter(({ canary }) => !canary.marked);
  const written = (near: Buffer, forms: ReturnType<typeof formsOf>): Encoding[] =>
    entriesOf(forms)
      .filter(([, one]) => one.some((form) => near.includes(form)))
      .map(([encoding]) => encoding);

  /** Which secret it is, and how it is written where that can be told from more than the mark. */
  const named = (near: Buffer, encoding: Encoding): Found => {
    const one = known.find(
      ({ canary, core }) => canary.marked && core[encoding].some((form) => near.includes(form)),
    );
    if (one === undefined) return { canary: null, encodings: [encoding] };
    const ways = written(near, one.whole);
    return { canary: one.canary.name, encodings: ways.length === 0 ? [encoding] : ways };
  };

  return (bytes) => {
    const found: Found[] = [];
    for (const { needle, encoding } of needles) {
      for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + needle.length))
        found.push(named(bytes.subarray(Math.max(0, at - before), at + needle.length + reach), encoding));
    }
    for (const { canary, whole } of singles) {
      const ways = written(bytes, whole);
      if (ways.length > 0) found.push({ canary: canary.name, encodings: ways });
    }
    return found;
  };
}

const packs: readonly [Buffer, (bytes: Buffer) => Buffer][] = [
  [Buffer.from([0x1f, 0x8b, 0x08]), (bytes) => zlib.gunzipSync(bytes)],
  [Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), (bytes) => zlib.zstdDecompressSync(bytes)],
];

/** What is packed inside of something, by gzip or zstd, wherever it begins. */
function unpacked({ where, bytes }: Piece): Piece[] {
  return packs.flatMap(([magic, open]) => {
    const found: Piece[] = [];
    for (let at = bytes.indexOf(magic); at !== -1; at = bytes.indexOf(magic, at + 1)) {
      try {
        found.push({ where: `${where} (packed at ${at})`, bytes: open(bytes.subarray(at)) });
      } catch {
        // Not packed after all, or in pieces: a database's rows are read one by one besides.
      }
    }
    return found;
  });
}

/** The packed values in the rows of a database; what else is in its file is read as the bytes it is. */
function packedRows(path: string, where: string, scratch: string): Piece[] {
  const folder = mkdtempSync(join(scratch, 'rows-'));
  try {
    for (const end of ['', '-wal']) {
      if (existsSync(path + end)) cpSync(path + end, join(folder, `copy.db${end}`));
    }
    const database = new Sqlite(join(folder, 'copy.db'));
    const pieces: Piece[] = [];
    const names = database
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .all();
    for (const { name } of names) {
      let row = 0;
      for (const values of database.prepare<[], unknown[]>(`SELECT * FROM "${name}"`).raw().iterate()) {
        row += 1;
        for (const value of values) {
          if (!Buffer.isBuffer(value)) continue;
          if (packs.some(([magic]) => value.indexOf(magic) === 0))
            pieces.push(...unpacked({ where: `${where} ${name} row ${row}`, bytes: value }));
        }
      }
    }
    database.close();
    return pieces;
  } catch {
    // Not a database, or a damaged one: its bytes were looked through.
    return [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything in a folder: names, bytes, what is packed inside. `leaveOut` = folders that are places of their own. */
export function* piecesBelow(
  folder: string,
  scratch: string,
  leaveOut: readonly string[] = [],
): Generator<Piece> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    if (leaveOut.includes(path)) continue;
    const facts = lstatSync(path);
    yield { where: `name of ${path}`, bytes: Buffer.from(entry) };
    if (facts.isDirectory()) yield* piecesBelow(path, scratch, leaveOut);
    if (!facts.isFile()) continue;
    const bytes = readFileSync(path);
    const piece = { where: path, bytes };
    yield piece;
    yield* unpacked(piece);
    if (bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3')
      yield* packedRows(path, path, scratch);
  }
}

/** Looks through a place. */
export function searchPlace(
  place: string,
  pieces: Iterable<Piece>,
  find: ReturnType<typeof createFinder>,
  root: string,
): Searched {
  const hits: Hit[] = [];
  let count = 0;
  let size = 0;
  for (const { where, bytes } of pieces) {
    count += 1;
    size += bytes.byteLength;
    const named = where.includes(root) ? relative(root, where) : where;
    hits.push(...find(bytes).map((hit) => ({ place, where: named, ...hit })));
  }
  return { place, pieces: count, bytes: size, hits };
}
