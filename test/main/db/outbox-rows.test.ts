import { readFileSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { openLedger } from '../../../src-main/db/ledger.ts';
import { createJournal } from '../../../src-main/db/journal.ts';
import { createOutbox, type Outbox } from '../../../src-main/db/outbox.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { type Change, changeStates, type ChangeState, noChanges } from '../../../src-shared/domain/change.ts';
import { aChange } from '../../builders/changes.ts';
import { ids, ledgerBench, step, tamper } from '../../builders/ledger-bench.ts';

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

type Act =
  | { readonly what: 'add'; readonly many: number }
  | { readonly what: 'step'; readonly pick: number; readonly to: ChangeState }
  | { readonly what: 'fail'; readonly pick: number }
  | { readonly what: 'swap'; readonly one: number; readonly other: number };

const anAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ what: fc.constant('add' as const), many: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ what: fc.constant('step' as const), pick: fc.nat(), to: fc.constantFrom(...changeStates) }),
  fc.record({ what: fc.constant('fail' as const), pick: fc.nat() }),
  fc.record({ what: fc.constant('swap' as const), one: fc.nat(), other: fc.nat() }),
);

/** Does one thing to the open change that the number picks, if there is any. */
function perform(outbox: Outbox, act: Act, next: () => number): void {
  if (act.what === 'add') {
    outbox.commit({ add: Array.from({ length: act.many }, () => aChange(next())) });
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
    outbox.commit({ steps: [step(id, state, { state: act.to })] });
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
      let made = 0;
      for (const act of acts) {
        const { outbox } = b.ledger;
        perform(outbox, act, () => (made += 1));
        const fresh = openLedger(b.path, { clock: b.clock, log: silentLog });
        expect(outbox.open()).toEqual(fresh.outbox.open());
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
