import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { backUp } from '../../src-main/db/backup.ts';
import { ledgerApplicationId, ledgerMigrations, openLedger } from '../../src-main/db/ledger.ts';
import { historyMigrations } from '../../src-main/db/history/history-file.ts';
import { migrate, schemaVersion } from '../../src-main/db/migrate.ts';
import { mirrorApplicationId, mirrorMigrations } from '../../src-main/db/mirror-schema.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { movableClock, temporaryFolder } from '../builders/opened-mirror.ts';

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** The schema as SQL, without what SQLite keeps for itself. */
const schemaOf = (database: Database): unknown[] =>
  database
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
    .raw()
    .all();

const chains = [
  ['ledger', ledgerMigrations],
  ['mirror', mirrorMigrations],
  ['history', historyMigrations],
] as const;

describe.each(chains)('the %s', (_, migrations) => {
  test('has steps numbered upward in tens', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual(versions.map((__, at) => (at + 1) * 10));
  });

  test('migrated twice is migrated once', () => {
    const database = new Sqlite(':memory:');
    expect(migrate(database, migrations)).toBe(migrations.length);
    const schema = schemaOf(database);
    expect(migrate(database, migrations)).toBe(0);
    expect(schemaOf(database)).toEqual(schema);
    database.close();
  });

  test.each(migrations.map(({ version, name }, at) => [version, name, at] as const))(
    'step %i (%s) moves the version and is undone as a whole when it fails',
    (version, __, at) => {
      const step = migrations[at];
      if (step === undefined) throw new Error('no such step');
      const database = new Sqlite(':memory:');
      migrate(database, migrations.slice(0, at));
      const before = schemaOf(database);
      const failing = {
        ...step,
        up: (inside: Database) => {
          step.up(inside);
          throw new Error('power went');
        },
      };
      expect(() => migrate(database, [...migrations.slice(0, at), failing])).toThrow('power went');
      expect(schemaOf(database)).toEqual(before);
      expect(schemaVersion(database)).toBe(migrations[at - 1]?.version ?? 0);
      migrate(database, migrations.slice(0, at + 1));
      expect(schemaVersion(database)).toBe(version);
      expect(schemaOf(database)).not.toEqual(before);
      database.close();
    },
  );

  test('has only STRICT tables of its own', () => {
    const database = new Sqlite(':memory:');
    migrate(database, migrations);
    const loose = database
      .prepare(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%' AND schema = 'main'",
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
    database.close();
  });
});

describe('before a ledger is migrated', () => {
  test('a checked copy is kept, three generations of them', () => {
    const path = join(
      temporaryFolder((work) => ends.push(work)),
      'ledger.db',
    );
    const old = new Sqlite(path);
    old.pragma(`application_id = ${ledgerApplicationId}`);
    migrate(old, ledgerMigrations.slice(0, 1));
    old.close();
    expect(existsSync(`${path}.backup-1`)).toBe(false);
    openLedger(path, { clock: movableClock(), log: silentLog }).close();
    const copy = new Sqlite(`${path}.backup-1`, { readonly: true });
    expect(schemaVersion(copy)).toBe(10);
    copy.close();

    const now = new Sqlite(path);
    for (let generation = 0; generation < 4; generation += 1) {
      now.exec(`CREATE TABLE mark_${generation} (n)`);
      backUp(now, path);
    }
    now.close();
    const marks = [1, 2, 3].map((generation) => {
      const kept = new Sqlite(`${path}.backup-${generation}`, { readonly: true });
      const names = kept
        .prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'mark_%' ORDER BY name DESC LIMIT 1")
        .pluck()
        .get();
      kept.close();
      return names;
    });
    expect(marks).toEqual(['mark_3', 'mark_2', 'mark_1']);
    expect(existsSync(`${path}.backup-4`)).toBe(false);
  });

  test('mirror and ledger are told apart by their tags', () =>
    expect(mirrorApplicationId).not.toBe(ledgerApplicationId));
});
