import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { ledgerMigrations, openLedger } from '../../src-main/db/ledger.ts';
import { schemaVersion } from '../../src-main/db/migrate.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { movableClock, temporaryFolder } from '../builders/opened-mirror.ts';

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const folder = join(import.meta.dirname, 'fixtures');
const newest = ledgerMigrations.at(-1)?.version ?? 0;
const fixtures = readdirSync(folder)
  .map((name) => [Number.parseInt(name.slice('ledger-'.length), 10), name] as const)
  .toSorted(([one], [other]) => one - other);
const deps = { clock: movableClock(), log: silentLog };

/** A ledger as an edition of that schema left it. */
function made(name: string): string {
  const path = join(
    temporaryFolder((work) => ends.push(work)),
    'ledger.db',
  );
  const database = new Sqlite(path);
  database.pragma('journal_mode = WAL');
  database.exec(readFileSync(join(folder, name), 'utf8'));
  database.close();
  return path;
}

function versionOf(path: string): number {
  const database = new Sqlite(path);
  const version = schemaVersion(database);
  database.close();
  return version;
}

/** What a ledger of each edition held, as today's code must tell it. */
function expectAllThere(path: string, version: number): void {
  const ledger = openLedger(path, deps);
  expect(ledger.recoveries.list()).toEqual([]);
  expect(ledger.journal.verify()).toMatchObject({ intact: true, rows: 2 });
  expect(ledger.journal.list().map(({ object }) => object)).toEqual(['ben@example.com', 'anna@example.com']);
  expect(ledger.syncRuns.list()).toHaveLength(version >= 20 ? 1 : 0);
  if (version >= 20) expect(ledger.syncRuns.list()[0]).toMatchObject({ kind: 'pull', run: { rows: 10 } });
  const states = ledger.outbox.open().map(({ id, state }) => [id, state]);
  expect(states).toEqual(
    version >= 30
      ? [
          ['change-1', 'sending'],
          ['change-2', 'pending'],
        ]
      : [],
  );
  expect(ledger.outbox.ended(9)).toHaveLength(version >= 30 ? 1 : 0);
  expect(ledger.unhanded.list().map(({ name }) => name)).toEqual([
    ...(version >= 60 ? ['carol@example.com'] : []),
    ...(version >= 80 ? ['laptop (c-1)'] : []),
  ]);
  ledger.unhanded.note({
    credentialId: 'credential-3',
    changeId: 'access-key.create',
    kind: 'access-key',
    subjectId: 'k-3',
    name: 'written today',
    issuedAt: '2026-01-05T00:00:00.000Z',
  });
  ledger.unhanded.end(['credential-3']);
  expect(ledger.outbox.damaged()).toEqual([]);
  expect(ledger.campaigns.ids()).toHaveLength(version >= 70 ? 1 : 0);
  for (const id of ledger.campaigns.ids()) {
    expect(ledger.campaigns.get(id)).toMatchObject({ campaign: { rows: 1 }, pages: 1 });
    expect(ledger.campaigns.rows(id, 0)).toMatchObject([{ id: '17' }]);
    expect(ledger.campaigns.entries(id, null, 9)).toMatchObject([{ event: { type: 'opened' } }]);
  }
  ledger.close();
}

test('there is a fixture of every schema', () =>
  expect(fixtures.map(([version]) => version)).toEqual(ledgerMigrations.map(({ version }) => version)));

describe.each(fixtures)('a ledger of schema %i', (version, name) => {
  test('is taken to today’s, once, with all it holds', () => {
    const path = made(name);
    expect(versionOf(path)).toBe(version);
    expectAllThere(path, version);
    expect(versionOf(path)).toBe(newest);
    expectAllThere(path, version);
  });

  test.each(ledgerMigrations.map((step) => step.version).filter((step) => step > version))(
    'killed inside step %i loses nothing and is taken on',
    (step) => {
      const path = made(name);
      const program = join(import.meta.dirname, 'die-in-step.ts');
      const { signal } = spawnSync(process.execPath, [program, path, String(step)]);
      expect(signal).toBe('SIGKILL');
      expect(versionOf(path)).toBe(step - 10);
      expectAllThere(path, version);
      expect(versionOf(path)).toBe(newest);
    },
  );
});
