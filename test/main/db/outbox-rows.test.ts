import { readFileSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { openLedger } from '../../../src-main/db/ledger.ts';
import { createJournal } from '../../../src-main/db/journal.ts';
import { type ChangePatch, createOutbox, type Outbox } from '../../../src-main/db/outbox.ts';
import { storageFailure } from '../../../src-main/db/sqlite-failure.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { type Change, changeStates, type ChangeState, noChanges } from '../../../src-shared/domain/change.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import { aChange } from '../../builders/changes.ts';
import { ids, ledgerBench, step, tamper } from '../../builders/ledger-bench.ts';

/** A clock on which no time passes. */
const standing = ({ clock }: ReturnType<typeof ledgerBench>): Clock => ({
  ...clock,
  now: () => Date.UTC(2026, 1, 1),
});

const ends: (() => void)[] = [];
const bench = () => ledgerBench((work) => ends.unshift(work));

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

describe('a row whose checksum fails', () => {
  const columns = [
    ["state = 'conflict'"],
    ["edit = json_set(edit, '$.email', 'eve@example.com')"],
    ['depends_on = \'["change-9"]\''],
    ['held = 1'],
    ['attempts = 7'],
    ['place = 99'],
    ["group_title = 'x'"],
    ['acknowledged = \'["x"]\''],
    ['waived = 1'],
    ['noted = 1'],
    ["base = '{}'"],
    ["next_at = 'x'"],
    ["error = '{}'"],
    ["conflict = '{}'"],
    ["result = '{}'"],
    ["updated_at = 'x'"],
    ["checksum = ''"],
  ];
  test.each(columns)('is named and left out, and given up at the next start: %s', (assignment) => {
    const b = bench();
    b.ledger.outbox.commit({ add: [aChange(1), aChange(2)] });
    expect(b.ledger.outbox.counts().pending).toBe(2);
    tamper(b.path, `UPDATE outbox SET ${assignment} WHERE seq = 1`);
    expect(b.ledger.outbox.damaged()).toEqual([{ seq: 1, id: 'change-1' }]);
    expect(() => b.ledger.outbox.commit({ steps: [step('change-1', 'pending', {})] })).toThrow('change-1');
    for (const _ of [1, 2]) {
      expect(ids(b.ledger.outbox.open())).toEqual(['change-2']);
      expect(b.ledger.outbox.get('change-1')).toBeNull();
      expect(b.ledger.outbox.counts()).toEqual({ ...noChanges, pending: 1 });
      b.again();
    }
    expect(b.ledger.recoveries.list()).toMatchObject([
      { cause: 'changes-damaged', changes: { kept: 1, held: ['change-2'], lost: [{ from: 1, to: 1 }] } },
    ]);
  });

  test('that was done is named too, and no longer told', () => {
    const b = bench();
    b.ledger.outbox.commit({ add: [aChange(1)], steps: [step('change-1', 'pending', { state: 'done' })] });
    tamper(b.path, 'UPDATE outbox SET waived = 1');
    expect(b.ledger.outbox.ended(10)).toEqual([]);
    expect(b.ledger.outbox.unnoted()).toEqual([]);
    expect(b.ledger.outbox.damaged()).toEqual([{ seq: 1, id: 'change-1' }]);
  });
});

test('what another connection commits is seen', () => {
  const b = bench();
  const other = openLedger(b.path, { clock: b.clock, log: silentLog });
  b.ledger.outbox.commit({ add: [aChange(1)] });
  expect(ids(other.outbox.open())).toEqual(['change-1']);
  other.outbox.commit({ steps: [step('change-1', 'pending', { state: 'sending' })] });
  expect(b.ledger.outbox.counts()).toEqual({ ...noChanges, sending: 1 });
  expect(() => b.ledger.outbox.commit({ steps: [step('change-1', 'pending', {})] })).toThrow('sending');
  other.close();
});

test('damage found while in use is told to whoever has to stop', () => {
  const b = bench();
  b.ledger.outbox.commit({ add: Array.from({ length: 40 }, (_, n) => aChange(n + 1)) });
  b.ledger.close();
  const database = new Sqlite(b.path);
  const found: string[] = [];
  const outbox = createOutbox(database, {
    clock: b.clock,
    journal: createJournal(database, b.clock),
    onDamage: () => found.push('damage'),
  });
  expect(outbox.get('change-7')).not.toBeNull();
  const spoilt = readFileSync(b.path);
  writeFileSync(b.path, spoilt.fill(0x5a, 4096));
  database.pragma('shrink_memory');
  expect(() => outbox.ended(10)).toThrow(
    expect.objectContaining({ body: expect.objectContaining({ reason: 'database-damaged' }) }),
  );
  expect(found).toEqual(['damage']);
  database.close();
  b.again();
  expect(b.ledger.recoveries.unseen()).not.toBeNull();
});

test('trouble with the file is a storage error', () => {
  const b = bench();
  b.ledger.outbox.commit({ add: [aChange(1)] });
  tamper(b.path, 'DROP TRIGGER outbox_never_shrinks; DROP TABLE outbox');
  expect(() => b.ledger.outbox.commit({ add: [aChange(2)] })).toThrow(
    expect.objectContaining({ body: expect.objectContaining({ kind: 'storage' }) }),
  );
});

test('whatever single thing a step alters is in the file, though not even the time has moved on', () => {
  const b = bench();
  const patches: readonly ChangePatch[] = [
    { attempts: 1 },
    { nextAt: '2026-03-01T00:00:00.000Z' },
    { error: storageFailure(new Error('full')).body },
    { conflict: null, result: aResult },
    { held: true },
    { waived: true },
    { acknowledged: ['V20'] },
    { dependsOn: ['change-1'] },
    { base: { asOf: null, fields: {} } },
    { state: 'sending' },
  ];
  const { outbox, close } = openLedger(b.path, { clock: standing(b), log: silentLog });
  outbox.commit({ add: patches.map((_, n) => aChange(n + 1)) });
  for (const [n, patch] of patches.entries())
    outbox.commit({ steps: [step(`change-${n + 1}`, 'pending', patch)] });
  const written = outbox.open();
  close();
  b.again();
  expect(written).toMatchObject(patches);
  expect(b.ledger.outbox.open()).toEqual(written);
});

const aResult = {
  how: 'done' as const,
  serverId: '9',
  clientId: null,
  note: null,
  credentialId: null,
  facts: { users: [], rules: [{ id: 9 }], serviceAccounts: [], roles: [] },
};

type Act =
  | { readonly what: 'add'; readonly many: number }
  | { readonly what: 'step'; readonly pick: number; readonly to: ChangeState }
  | { readonly what: 'put-off'; readonly pick: number; readonly attempts: number }
  | { readonly what: 'note'; readonly many: number }
  | { readonly what: 'fail'; readonly pick: number }
  | { readonly what: 'swap'; readonly one: number; readonly other: number };

const anAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ what: fc.constant('add' as const), many: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ what: fc.constant('step' as const), pick: fc.nat(), to: fc.constantFrom(...changeStates) }),
  fc.record({ what: fc.constant('put-off' as const), pick: fc.nat(), attempts: fc.nat({ max: 9 }) }),
  fc.record({ what: fc.constant('note' as const), many: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ what: fc.constant('fail' as const), pick: fc.nat() }),
  fc.record({ what: fc.constant('swap' as const), one: fc.nat(), other: fc.nat() }),
);

/** Does one thing to the open change that the number picks, if there is any. */
function perform(outbox: Outbox, act: Act, next: () => number): void {
  if (act.what === 'add') {
    outbox.commit({ add: Array.from({ length: act.many }, () => aChange(next())) });
    return;
  }
  if (act.what === 'note') {
    outbox.markNoted(ids(outbox.unnoted()).slice(0, act.many));
    return;
  }
  const open = outbox.open();
  const at = (n: number): Change => {
    const change = open[n % open.length];
    if (change === undefined) throw new Error('there is none');
    return change;
  };
  if (open.length === 0) return;
  if (act.what === 'step') {
    const { id, state } = at(act.pick);
    const patch = act.to === 'done' ? { state: act.to, result: aResult } : { state: act.to };
    outbox.commit({ steps: [step(id, state, patch)] });
  } else if (act.what === 'put-off') {
    const { id, state } = at(act.pick);
    outbox.commit({
      steps: [step(id, state, { attempts: act.attempts, nextAt: '2026-03-01T00:00:00.000Z' })],
    });
  } else if (act.what === 'fail') {
    const { id, state } = at(act.pick);
    const steps = [step(id, state, { state: 'done' }), step('nobody', 'pending', {})];
    expect(() => outbox.commit({ add: [aChange(next())], steps })).toThrow('nobody');
  } else {
    const two = [at(act.one), at(act.other)].filter(
      ({ state }) => state !== 'sending' && state !== 'unknown',
    );
    outbox.commit({ reorder: [...new Set(ids(two))] });
  }
}

test('law: what is in memory is what the file says, and counts are the lengths of the lists (I14)', () => {
  fc.assert(
    fc.property(fc.array(anAct, { maxLength: 30 }), (acts) => {
      const b = bench();
      const { outbox, close } = openLedger(b.path, { clock: standing(b), log: silentLog });
      ends.unshift(close);
      let made = 0;
      for (const act of acts) {
        perform(outbox, act, () => (made += 1));
        const fresh = openLedger(b.path, { clock: b.clock, log: silentLog });
        expect(outbox.open()).toEqual(fresh.outbox.open());
        expect(outbox.unnoted()).toEqual(fresh.outbox.unnoted());
        const all = made + 1;
        expect(fresh.outbox.ended(all).map(({ id }) => outbox.get(id))).toEqual(fresh.outbox.ended(all));
        expect(fresh.outbox.damaged()).toEqual([]);
        fresh.close();
        const counts = { ...noChanges };
        for (const { state } of outbox.open())
          if (state !== 'done' && state !== 'cancelled') counts[state] += 1;
        expect(outbox.counts()).toEqual(counts);
      }
    }),
    { numRuns: 15 },
  );
});
