import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { encodings, leakOf } from './encodings.ts';
import { until } from './flow-book.ts';
import type { Canary } from './marks.ts';
import type { Place } from './places.ts';
import { watchProcesses } from './process-watch.ts';
import type { Sandbox } from './sandbox.ts';
import { type createFinder, type Hit, type Piece, piecesBelow, searchPlace } from './search.ts';

/** How many planted secrets were found. */
export interface Control {
  readonly planted: number;
  readonly found: number;
  readonly missed: readonly string[];
}

/** What the search works with. */
export interface Searching {
  readonly sandbox: Sandbox;
  readonly places: readonly Place[];
  readonly find: ReturnType<typeof createFinder>;
}

/** A database in which a secret was written and deleted: it stands on a free page, or in what is left of a row. */
function writeForgottenRow(path: string, leak: Buffer): void {
  const database = new Sqlite(path);
  database.pragma('secure_delete = OFF');
  database.exec('CREATE TABLE things (id INTEGER PRIMARY KEY, value BLOB)');
  const insert = database.prepare('INSERT INTO things (value) VALUES (?)');
  for (let n = 0; n < 8; n += 1) insert.run(n === 3 ? leak : 'x'.repeat(900));
  database.exec('DELETE FROM things');
  database.close();
}

/** A database with a secret in a row that is packed with zstd, as the mirror packs its pages. */
function writePackedRow(path: string, leak: Buffer): void {
  const database = new Sqlite(path);
  database.exec('CREATE TABLE pages (id INTEGER PRIMARY KEY, body BLOB)');
  const noise = Array.from({ length: 900 }, (_, at) => String(Math.imul(at, 2_654_435_761))).join();
  database
    .prepare('INSERT INTO pages (body) VALUES (?)')
    .run(zstdCompressSync(Buffer.concat([Buffer.from(noise), leak, Buffer.from(noise)])));
  database.close();
}

/** Starts a process with a secret in its arguments and another in its environment; both have to be seen by the watch. */
export async function runProcessControl(canaries: readonly Canary[]): Promise<Control> {
  const [inArguments = '', inEnvironment = ''] = canaries.map(({ text }) => text);
  const word = `canary-control-${process.pid}`;
  const watch = watchProcesses(word);
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', inArguments], {
    env: { WORD: word, SECRET: inEnvironment },
    stdio: 'ignore',
  });
  const missing = (): string[] => {
    const seen = Buffer.from([...watch.seen].join('\n'), 'latin1');
    return [inArguments, inEnvironment].filter((text) => !seen.includes(text));
  };
  await until('seeing a process', async () => missing().length === 0, 10_000).catch(() => {});
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  watch.stop();
  const missed = missing().map(() => 'what a process was started with');
  return { planted: 2, found: 2 - missed.length, missed };
}

/**
 * Plants each of these secrets in every encoding in every place, and counts those that the search finds there by name and encoding;
 * in folders one of each encoding also packed by gzip, on a free page of a database, and in a packed row.
 */
export function runControl(canaries: readonly Canary[], { sandbox, places, find }: Searching): Control {
  let planted = 0;
  let found = 0;
  const missed: string[] = [];
  const check = (place: string, hits: readonly Hit[], expected: ReadonlyMap<string, string>): void => {
    planted += expected.size;
    const seen = new Map<string, Set<string>>();
    for (const { where, canary, encodings: ways } of hits) {
      const at = where.split('/').at(-1)?.split(' ')[0] ?? '';
      const marks = seen.get(at) ?? new Set();
      for (const way of ways) marks.add(`${canary ?? 'unknown'} in ${way}`);
      seen.set(at, marks);
    }
    for (const [where, mark] of expected) {
      if (seen.get(where)?.has(mark) === true) found += 1;
      else missed.push(`${place}: ${where}: ${mark}`);
    }
  };

  for (const place of places) {
    const expected = new Map<string, string>();
    const pieces: Piece[] = [];
    const folder = place.folder === null ? null : join(place.folder, 'planted');
    if (folder !== null) mkdirSync(folder);
    let n = 0;
    const put = (end: string, mark: string, write: (path: string) => void): void => {
      n += 1;
      const name = `p${n}${end}`;
      expected.set(name, mark);
      if (folder !== null) write(join(folder, name));
    };
    for (const canary of canaries) {
      for (const encoding of encodings) {
        const leak = leakOf(canary.text, encoding, n % 3);
        const mark = `${canary.name} in ${encoding}`;
        if (folder === null) {
          n += 1;
          expected.set(`p${n}`, mark);
          pieces.push({ where: `p${n}`, bytes: leak });
        } else put('.bin', mark, (path) => writeFileSync(path, leak));
      }
    }
    const [first] = canaries;
    if (folder !== null && first !== undefined) {
      for (const encoding of encodings) {
        const leak = leakOf(first.text, encoding, 1);
        const mark = `${first.name} in ${encoding}`;
        put('.gz', mark, (path) =>
          writeFileSync(path, Buffer.concat([Buffer.from('log\n'), gzipSync(leak)])),
        );
        put('-free.db', mark, (path) => writeForgottenRow(path, leak));
        put('-packed.db', mark, (path) => writePackedRow(path, leak));
      }
    }
    const all = folder === null ? pieces : piecesBelow(folder, sandbox.scratch);
    check(place.name, searchPlace(place.name, all, find, sandbox.root).hits, expected);
    if (folder !== null) rmSync(folder, { recursive: true });
  }
  return { planted, found, missed };
}
