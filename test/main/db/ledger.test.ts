import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { openLedger } from '../../../src-main/db/ledger.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import type { SyncRun } from '../../../src-shared/domain/sync-state.ts';
import { movableClock, temporaryFolder } from '../../builders/opened-mirror.ts';

const ends: (() => void)[] = [];
const deps = { clock: movableClock(), log: silentLog };
const place = (): string =>
  join(
    temporaryFolder((work) => ends.push(work)),
    'ledger.db',
  );

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const entry = (object: string) => ({
  actor: 'admin@example.com',
  verb: 'user.create',
  object,
  detail: { rules: 2, roles: ['Viewer'] },
});

describe('the journal', () => {
  test('chains its rows, across openings (V56)', () => {
    const path = place();
    const first = openLedger(path, deps);
    const one = first.journal.append(entry('anna@example.com'));
    first.close();
    const second = openLedger(path, deps);
    const two = second.journal.append(entry('ben@example.com'));
    expect(two.previousHash).toBe(one.hash);
    expect(second.journal.list().map(({ seq, object }) => [seq, object])).toEqual([
      [2, 'ben@example.com'],
      [1, 'anna@example.com'],
    ]);
    expect(second.journal.list(1)[0]).toEqual(two);
    expect(second.journal.verify()).toEqual({ intact: true, rows: 2, lastHash: two.hash });
    second.close();
  });

  test('is written with synchronous=FULL and refuses changes (V56)', () => {
    const path = place();
    const ledger = openLedger(path, deps);
    ledger.journal.append(entry('anna@example.com'));
    const beside = new Sqlite(path);
    expect(() => beside.exec("UPDATE journal SET actor = 'x'")).toThrow('append-only');
    expect(() => beside.exec('DELETE FROM journal')).toThrow('append-only');
    beside.close();
    ledger.close();
  });

  test.each([
    ['a changed row', "UPDATE journal SET object = 'eve@example.com' WHERE seq = 2", 2],
    ['a changed time', "UPDATE journal SET time = '2020-01-01T00:00:00.000Z' WHERE seq = 1", 1],
    ['a removed row', 'DELETE FROM journal WHERE seq = 2', 2],
    ['a removed first row', 'DELETE FROM journal WHERE seq = 1', 1],
    [
      'two rows exchanged',
      'UPDATE journal SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq > 1; UPDATE journal SET seq = -seq WHERE seq < 0',
      2,
    ],
  ])('sees %s', (_, tampering, brokenAt) => {
    const path = place();
    const ledger = openLedger(path, deps);
    for (const name of ['anna', 'ben', 'carla']) ledger.journal.append(entry(`${name}@example.com`));
    ledger.close();
    const beside = new Sqlite(path);
    const guards = beside
      .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name LIKE 'journal_never_%'")
      .pluck()
      .all();
    beside.exec(`DROP TRIGGER journal_never_changes; DROP TRIGGER journal_never_shrinks; ${tampering}`);
    // Whoever tampers leaves no trace in the schema, which would be taken for damage.
    for (const guard of guards) beside.exec(guard);
    beside.close();
    const again = openLedger(path, deps);
    expect(again.journal.verify()).toEqual({ intact: false, brokenAt });
    again.close();
  });

  test('does not take a detail that is called a secret', () => {
    const ledger = openLedger(place(), deps);
    expect(() => ledger.journal.append({ ...entry('x'), detail: { temporaryPassword: 'canary' } })).toThrow(
      'temporaryPassword',
    );
    expect(ledger.journal.list()).toEqual([]);
    ledger.close();
  });
});

describe('the ledger', () => {
  test('remembers how runs of sync ended, and tells the last one that read the tenant', () => {
    const ledger = openLedger(place(), deps);
    const run: SyncRun = {
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:00:09.000Z',
      outcome: 'held',
      rows: 10,
      requests: 3,
      bytes: 999,
      added: 0,
      changed: 0,
      removed: 0,
      error: null,
      held: { kind: 'users', wouldRemove: 30, of: 100 },
    };
    expect(ledger.syncRuns.latest()).toBeNull();
    ledger.syncRuns.add(run, 'pull');
    const failed: SyncRun = {
      ...run,
      outcome: 'failed',
      held: null,
      error: {
        kind: 'network',
        origin: 'cloud',
        reason: 'unreachable',
        retryable: true,
        message: 'No.',
        hint: null,
        status: null,
        retryAfterSeconds: null,
      },
    };
    ledger.syncRuns.add(failed, 'delta');
    const push: SyncRun = { ...run, outcome: 'complete', held: null };
    ledger.syncRuns.add(push, 'push');
    expect(ledger.syncRuns.latest()).toEqual(failed);
    expect(ledger.syncRuns.latestLook()).toBeNull();
    expect(ledger.syncRuns.list()).toEqual([
      { kind: 'push', run: push },
      { kind: 'delta', run: failed },
      { kind: 'pull', run },
    ]);
    expect(ledger.syncRuns.list(1)).toEqual([{ kind: 'push', run: push }]);
    const cut: SyncRun = { ...failed, outcome: 'partial' };
    ledger.syncRuns.add(cut, 'pull');
    ledger.syncRuns.add(failed, 'pull');
    expect(ledger.syncRuns.latestLook()).toEqual(cut);
    ledger.close();
  });
});
