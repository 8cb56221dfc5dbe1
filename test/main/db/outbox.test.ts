import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { checksumOf } from '../../../src-main/db/outbox-checksum.ts';
import { outboxColumns, type StoredChange } from '../../../src-main/db/outbox-rows.ts';
import type { ChangePatch, OutboxCommit } from '../../../src-main/db/outbox.ts';
import { originOf } from '../../../src-shared/changes/change-origin.ts';
import { noChanges } from '../../../src-shared/domain/change.ts';
import { aChange, aRuleEdit } from '../../builders/changes.ts';
import { ids, ledgerBench, step, tamper } from '../../builders/ledger-bench.ts';

const ends: (() => void)[] = [];
const bench = () => ledgerBench((work) => ends.unshift(work));

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const entry = { actor: 'admin@example.com', verb: 'change.save', object: 'x', detail: {} };
const done: ChangePatch = {
  state: 'done',
  result: {
    serverId: 'u-1',
    clientId: null,
    how: 'done',
    note: null,
    credentialId: null,
    facts: { users: [{ id: 'u-1', unheardOf: [1] }], rules: [], serviceAccounts: [], roles: [] },
  },
};

describe('what is added', () => {
  test('is there again after a restart, member by member', () => {
    const b = bench();
    const given = aChange(1, {
      edit: aRuleEdit(-1, 'local:change-0'),
      base: { fields: { enabled: true, roles: ['Viewer'], email: null }, asOf: '2026-01-01T00:00:00.000Z' },
      dependsOn: ['change-0'],
      held: true,
      acknowledged: ['wide-grant'],
      groupTitle: 'Zoë \uD800 \u0000 🐈',
    });
    const [made] = b.ledger.outbox.commit({ add: [given] });
    expect(made).toMatchObject({ ...given, seq: 1, state: 'pending', attempts: 0, waived: false });
    b.again();
    expect(b.ledger.outbox.get('change-1')).toEqual({ ...made, groupTitle: 'Zoë \uFFFD \u0000 🐈' });
    expect(b.ledger.outbox.damaged()).toEqual([]);
  });

  test('comes with its journal rows, or neither comes', () => {
    const b = bench();
    const bad = { ...entry, detail: { password: 'canary' } };
    expect(() => b.ledger.outbox.commit({ add: [aChange(1)], journal: [entry, bad] })).toThrow('password');
    expect(b.ledger.outbox.open()).toEqual([]);
    expect(b.ledger.outbox.counts()).toEqual(noChanges);
    expect(b.ledger.journal.list()).toEqual([]);
    b.ledger.outbox.commit({ add: [aChange(1)], journal: [entry] });
    expect(b.ledger.journal.list()).toHaveLength(1);
    b.again();
    expect(ids(b.ledger.outbox.open())).toEqual(['change-1']);
    expect(b.ledger.journal.verify()).toMatchObject({ intact: true, rows: 1 });
  });

  test('twice under one id is a bug and changes nothing', () => {
    const b = bench();
    b.ledger.outbox.commit({ add: [aChange(1)] });
    expect(() => b.ledger.outbox.commit({ add: [aChange(2), aChange(1)] })).toThrow('UNIQUE');
    expect(ids(b.ledger.outbox.open())).toEqual(['change-1']);
  });
});

describe('a step', () => {
  test('happens only from the states it names; else nothing of the commit does', () => {
    const b = bench();
    b.ledger.outbox.commit({ add: [aChange(1), aChange(2)] });
    const commit: OutboxCommit = {
      steps: [
        step('change-1', 'pending', { state: 'sending', attempts: 1 }),
        step('change-2', 'sending', done),
      ],
      journal: [entry],
    };
    expect(() => b.ledger.outbox.commit(commit)).toThrow('change change-2 is pending, not sending');
    expect(b.ledger.outbox.get('change-1')?.state).toBe('pending');
    expect(b.ledger.journal.list()).toEqual([]);
    expect(() => b.ledger.outbox.commit({ steps: [step('nobody', 'pending', {})] })).toThrow('nobody');
  });

  test('that fails in the first commit after a start leaves nothing in memory either', () => {
    const b = bench();
    const commit = { add: [aChange(1)], steps: [step('nobody', 'pending', {})] };
    expect(() => b.ledger.outbox.commit(commit)).toThrow('nobody');
    expect(b.ledger.outbox.open()).toEqual([]);
    expect(b.ledger.outbox.get('change-1')).toBeNull();
  });

  test('sees the ones before it in the same commit, and answers in the order given', () => {
    const b = bench();
    const states = b.ledger.outbox
      .commit({
        add: [aChange(1)],
        steps: [
          step('change-1', 'pending', { state: 'sending' }),
          step('change-1', 'sending', { state: 'unknown' }),
        ],
      })
      .map(({ state }) => state);
    expect(states).toEqual(['pending', 'sending', 'unknown']);
    b.again();
    expect(b.ledger.outbox.get('change-1')?.state).toBe('unknown');
  });

  test('stamps the time and leaves the rest as it was made', () => {
    const b = bench();
    const [made] = b.ledger.outbox.commit({ add: [aChange(1)] });
    b.clock.shift += 60_000;
    const [moved] = b.ledger.outbox.commit({ steps: [step('change-1', 'pending', { held: true })] });
    expect({ ...moved, updatedAt: '', held: false }).toEqual({ ...made, updatedAt: '' });
    expect(moved?.updatedAt).not.toBe(made?.updatedAt);
    expect(b.ledger.outbox.get('change-1')).toEqual(moved);
  });

  test('leaves what an earlier edition wrote in other words as it was written', () => {
    const b = bench();
    b.ledger.outbox.commit({ add: [aChange(1)] });
    const database = new Sqlite(b.path);
    const row = database
      .prepare<[], StoredChange>(`SELECT ${outboxColumns} FROM outbox`)
      .get() as StoredChange;
    const members = Object.entries(JSON.parse(row.edit) as object).toReversed();
    const edit = JSON.stringify(Object.fromEntries(members), null, 1);
    expect(edit).not.toBe(row.edit);
    database.prepare('UPDATE outbox SET edit = ?, checksum = ?').run(edit, checksumOf({ ...row, edit }));
    database.close();
    b.again();
    b.ledger.outbox.commit({ steps: [step('change-1', 'pending', { state: 'sending' })] });
    b.ledger.outbox.commit({ steps: [step('change-1', 'sending', done)] });
    b.ledger.outbox.markNoted(['change-1']);
    b.again();
    expect(b.ledger.outbox.damaged()).toEqual([]);
    expect(b.ledger.outbox.get('change-1')?.state).toBe('done');
    expect(b.ledger.outbox.unnoted()).toEqual([]);
  });

  test('that says what no change can say is a bug and changes nothing', () => {
    const b = bench();
    b.ledger.outbox.commit({ add: [aChange(1)] });
    const bad = { attempts: -1 };
    expect(() => b.ledger.outbox.commit({ steps: [step('change-1', 'pending', bad)] })).toThrow('attempts');
    expect(b.ledger.outbox.get('change-1')).toMatchObject({ state: 'pending', attempts: 0 });
  });

  test.each(['done', 'cancelled'] as const)('never leads out of %s', (end) => {
    const b = bench();
    b.ledger.outbox.commit({ add: [aChange(1)], steps: [step('change-1', 'pending', { state: end })] });
    expect(() => b.ledger.outbox.commit({ steps: [step('change-1', end, { state: 'pending' })] })).toThrow(
      'stays as it ended',
    );
    expect(b.ledger.outbox.get('change-1')?.state).toBe(end);
    expect(b.ledger.outbox.open()).toEqual([]);
  });
});

test('finds all that come from one change, and nothing of another that begins like it', () => {
  const b = bench();
  const all = ['change-1', 'change-1@other', 'change-1@other~2', 'change-1~2', 'change-10', 'change-10@x'];
  b.ledger.outbox.commit({ add: all.map((id, at) => ({ ...aChange(at + 1), id })) });
  const found = (origin: string) => b.ledger.outbox.ofOrigin(origin).map(({ id }) => id);
  expect(found('change-1')).toEqual(all.slice(0, 4));
  expect(found('change-10')).toEqual(all.slice(4));
  expect(found('change')).toEqual([]);
  expect(new Set(all.slice(0, 4).map(originOf))).toEqual(new Set(['change-1']));
});

describe('the table', () => {
  test.each([
    ['DELETE FROM outbox', 'keeps every change'],
    ["UPDATE outbox SET id = 'other'", 'keeps its name'],
    ["UPDATE outbox SET binding = 'tenant-b'", 'keeps its name'],
    ["UPDATE outbox SET state = 'lost'", 'CHECK'],
    ["UPDATE outbox SET edit = '{'", 'CHECK'],
  ])('refuses %s', (sql, words) => {
    const b = bench();
    b.ledger.outbox.commit({ add: [aChange(1)] });
    expect(() => tamper(b.path, sql)).toThrow(words);
  });

  test.each([
    [
      'outbox_live',
      "SELECT seq FROM outbox WHERE noted = 0 AND state IN ('pending', 'sending', 'unknown', 'conflict', 'blocked', 'rejected')",
    ],
    [
      'outbox_ended',
      "SELECT seq FROM outbox WHERE state IN ('done', 'cancelled') ORDER BY updated_at DESC, seq DESC",
    ],
    ['outbox_live', "SELECT seq FROM outbox WHERE noted = 0 AND state = 'done' ORDER BY seq"],
    [
      'outbox_local_rules',
      "SELECT min(json_extract(edit, '$.localId')) FROM outbox WHERE json_extract(edit, '$.kind') = 'rule.create'",
    ],
    [
      'sqlite_autoindex_outbox_1',
      "SELECT seq FROM outbox WHERE id = 'a' OR (id >= 'a@' AND id < 'aA') OR (id >= 'a~' AND id < 'a\u007f') ORDER BY seq",
    ],
  ])('answers from the index %s', (index, sql) => {
    const b = bench();
    const beside = new Sqlite(b.path, { readonly: true });
    const plan = JSON.stringify(beside.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
    beside.close();
    expect(plan).toContain(index);
  });
});

describe('order', () => {
  test('is that of saving until it is changed, and stays changed', () => {
    const b = bench();
    const { outbox } = b.ledger;
    outbox.commit({ add: [1, 2, 3, 4, 5].map((n) => aChange(n)) });
    outbox.commit({ reorder: ['change-4', 'change-2', 'change-1'] });
    const wanted = ['change-4', 'change-2', 'change-3', 'change-1', 'change-5'];
    expect(ids(outbox.open())).toEqual(wanted);
    outbox.commit({ add: [aChange(6)], steps: [step('change-4', 'pending', { attempts: 1 })] });
    b.again();
    expect(ids(b.ledger.outbox.open())).toEqual([...wanted, 'change-6']);
    expect(b.ledger.outbox.open().map(({ seq }) => seq)).toEqual([4, 2, 3, 1, 5, 6]);
    expect(b.ledger.outbox.damaged()).toEqual([]);
  });

  test('is not changed for what may be on the wire', () => {
    const b = bench();
    b.ledger.outbox.commit({
      add: [aChange(1), aChange(2)],
      steps: [step('change-1', 'pending', { state: 'sending' })],
    });
    expect(() => b.ledger.outbox.commit({ reorder: ['change-2', 'change-1'] })).toThrow('keeps its place');
    expect(ids(b.ledger.outbox.open())).toEqual(['change-1', 'change-2']);
  });

  test('of a group is the same', () => {
    const b = bench();
    const groupId = 'g';
    b.ledger.outbox.commit({ add: [aChange(1, { groupId }), aChange(2), aChange(3, { groupId })] });
    b.ledger.outbox.commit({ reorder: ['change-3', 'change-1'] });
    b.ledger.outbox.commit({ steps: [step('change-1', 'pending', { state: 'cancelled' })] });
    expect(ids(b.ledger.outbox.group(groupId))).toEqual(['change-3', 'change-1']);
    expect(b.ledger.outbox.group('nobody')).toEqual([]);
  });
});

describe('what ended', () => {
  test('is told newest first, and its facts wait until the mirror has them', () => {
    const b = bench();
    b.ledger.outbox.commit({ add: [1, 2, 3].map((n) => aChange(n)) });
    b.ledger.outbox.commit({ steps: [step('change-2', 'pending', { state: 'cancelled' })] });
    b.clock.shift += 1000;
    b.ledger.outbox.commit({ steps: [step('change-1', 'pending', done)] });
    b.again();
    expect(ids(b.ledger.outbox.ended(10))).toEqual(['change-1', 'change-2']);
    expect(ids(b.ledger.outbox.ended(1))).toEqual(['change-1']);
    const [waiting] = b.ledger.outbox.unnoted();
    expect(waiting).toMatchObject({ id: 'change-1', ...done });
    b.clock.shift += 1000;
    b.ledger.outbox.markNoted(['change-1', 'change-2', 'nobody']);
    b.ledger.outbox.markNoted(['change-1']);
    expect(b.ledger.outbox.unnoted()).toEqual([]);
    b.again();
    expect(b.ledger.outbox.unnoted()).toEqual([]);
    expect(b.ledger.outbox.get('change-1')).toEqual({
      ...waiting,
      result: { ...waiting?.result, facts: { users: [], rules: [], serviceAccounts: [], roles: [] } },
    });
    expect(b.ledger.outbox.damaged()).toEqual([]);
  });
});

describe('numbers for rules made here', () => {
  test('are each given once, also after a restart', () => {
    const b = bench();
    const first = b.ledger.outbox.nextLocalRuleId();
    const second = b.ledger.outbox.nextLocalRuleId();
    expect([first, second]).toEqual([-1, -2]);
    b.ledger.outbox.commit({ add: [aChange(1, { edit: aRuleEdit(second, 'u-1') })] });
    b.ledger.outbox.commit({ steps: [step('change-1', 'pending', { state: 'cancelled' })] });
    b.again();
    expect(b.ledger.outbox.nextLocalRuleId()).toBe(-3);
    expect(() => b.ledger.outbox.commit({ add: [aChange(2, { edit: aRuleEdit(second, 'u-1') })] })).toThrow(
      'UNIQUE',
    );
  });
});
