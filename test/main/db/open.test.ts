import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { type DatabaseKind, openDatabase } from '../../../src-main/db/open.ts';
import { distrust, durable, requirePragmas } from '../../../src-main/db/pragmas.ts';
import { temporaryFolder } from '../../builders/opened-mirror.ts';

const ends: (() => void)[] = [];
const folder = (): string => temporaryFolder((work) => ends.push(work));

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const kind: DatabaseKind = {
  applicationId: 0x524c4254,
  migrations: [
    {
      version: 10,
      name: 'things',
      up: (database) => void database.exec('CREATE TABLE things (n INTEGER) STRICT'),
    },
  ],
};

describe('opening a database', () => {
  test('SQLite is new enough to be trusted with WAL', () => {
    const version = String(new Sqlite(':memory:').prepare('SELECT sqlite_version()').pluck().get());
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
    expect(major * 1_000_000 + minor * 1000 + patch).toBeGreaterThanOrEqual(3_051_003);
  });

  test('every pragma reads back as set, n of n', () => {
    const database = openDatabase(join(folder(), 'a.db'), kind);
    const wanted = [...distrust, ...durable(process.platform)];
    const found = wanted.filter(({ name, reads }) => database.pragma(name, { simple: true }) === reads);
    database.close();
    expect(found.map(({ name }) => name)).toEqual(wanted.map(({ name }) => name));
    expect(wanted.length).toBeGreaterThanOrEqual(10);
  });

  test('a kind of file may let its write-ahead log grow further', () => {
    const place = folder();
    const pagesOf = (path: string, logPages?: number): unknown => {
      const database = openDatabase(path, logPages === undefined ? kind : { ...kind, logPages });
      const pages: unknown = database.pragma('wal_autocheckpoint', { simple: true });
      database.close();
      return pages;
    };
    expect([pagesOf(join(place, 'a.db')), pagesOf(join(place, 'b.db'), 4000)]).toEqual([1000, 4000]);
  });

  test('a pragma that does not take is an error, not a silence', () => {
    // A database in memory has no write-ahead log.
    const inMemory = new Sqlite(':memory:');
    expect(() => requirePragmas(inMemory, durable('linux'))).toThrow();
    inMemory.close();
  });

  test.skipIf(process.platform === 'win32')(
    'folder 0700 and files 0600, also when they were wider before',
    () => {
      const place = join(folder(), 'deep', 'er');
      mkdirSync(place, { recursive: true, mode: 0o755 });
      const path = join(place, 'a.db');
      writeFileSync(path, '', { mode: 0o644 });
      chmodSync(path, 0o644);
      const database = openDatabase(path, kind);
      database.exec('INSERT INTO things VALUES (1)');
      const modes = [place, ...readdirSync(place).map((name) => join(place, name))].map((name) =>
        (statSync(name).mode & 0o777).toString(8),
      );
      database.close();
      expect(modes).toEqual(['700', ...Array.from({ length: modes.length - 1 }, () => '600')]);
      expect(modes.length).toBeGreaterThan(2);
    },
  );

  test('a foreign database is refused and left as it is', () => {
    const path = join(folder(), 'a.db');
    const other = new Sqlite(path);
    other.exec('CREATE TABLE theirs (n)');
    other.close();
    expect(() => openDatabase(path, kind)).toThrow(
      expect.objectContaining({ body: expect.objectContaining({ reason: 'foreign-database' }) }),
    );
    const again = new Sqlite(path);
    expect(again.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['theirs']);
    again.close();
  });

  test('one from the future is refused and left as it is', () => {
    const path = join(folder(), 'a.db');
    const database = openDatabase(path, kind);
    database.pragma('user_version = 20');
    database.close();
    expect(() => openDatabase(path, kind)).toThrow(
      expect.objectContaining({ body: expect.objectContaining({ reason: 'database-from-the-future' }) }),
    );
    expect(existsSync(path)).toBe(true);
  });

  test.each([
    ['garbage', (bytes: Buffer) => bytes.fill(0x5a)],
    ['a torn page', (bytes: Buffer) => bytes.fill(0x5a, 4096, 8192)],
    ['a cut file', (bytes: Buffer) => bytes.subarray(0, 5000)],
  ])('%s is called damaged', (_, damage) => {
    const path = join(folder(), 'a.db');
    const database = openDatabase(path, kind);
    const insert = database.prepare('INSERT INTO things VALUES (?)');
    database.transaction(() => {
      for (let n = 0; n < 5000; n += 1) insert.run(n);
    })();
    database.close();
    const bytes = new Sqlite(path).serialize();
    writeFileSync(path, damage(Buffer.from(bytes)));
    expect(() => openDatabase(path, kind)).toThrow(
      expect.objectContaining({ body: expect.objectContaining({ reason: 'database-damaged' }) }),
    );
  });
});
