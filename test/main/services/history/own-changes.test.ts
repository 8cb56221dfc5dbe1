import { expect, test } from 'vitest';
import type { JournalRow } from '../../../../src-main/db/journal.ts';
import { joinOwnChanges } from '../../../../src-main/services/history/own-changes.ts';
import type { HistoryLine } from '../../../../src-shared/domain/history.ts';
import { scriptedLines } from '../../../builders/scripted-history.ts';

const day = 24 * 60 * 60 * 1000;
const start = Date.UTC(2026, 0, 1);

function rowAt(seq: number, days: number, verb: string, detail: JournalRow['detail']): JournalRow {
  const time = new Date(start + days * day).toISOString();
  return { seq, time, actor: 'me@example.com', verb, object: 'x', detail, previousHash: '', hash: '' };
}

/** A journal of rows, oldest first. */
const deps = (rows: readonly JournalRow[]) => ({
  chain: () => ({
    page: ({ before, limit }: { before: number | null; limit: number }) =>
      rows
        .toReversed()
        .filter(({ seq }) => before === null || seq < before)
        .slice(0, limit),
  }),
  breathe: async () => {},
});

const line = (more: Partial<HistoryLine>): HistoryLine => {
  const [first] = scriptedLines;
  if (first === undefined) throw new Error('there is a line');
  return { ...first, ...more };
};

const stretch = { from: start + 10 * day, until: start + 20 * day };

test('a line that a change of ours made names its row of the journal and the reason that was given', async () => {
  const rows = [
    rowAt(1, 12, 'rule.create', { act: 'a', result: 'saved', reason: 'Holiday cover' }),
    rowAt(2, 12, 'rule.create', { act: 'a', result: 'done', ruleId: 7 }),
    rowAt(3, 13, 'rule.delete', { act: 'b', result: 'done', ruleId: 7 }),
    rowAt(4, 14, 'rule.create', { act: 'c', result: 'failed', ruleId: 8 }),
  ];
  const lines = [
    line({ key: '7', what: 'added' }),
    line({ key: '7', what: 'removed' }),
    line({ key: '8', what: 'added' }),
    line({ kind: 'users', key: '7', what: 'added' }),
  ];
  const joined = await joinOwnChanges(deps(rows), lines, stretch);
  expect(joined.map(({ ours }) => ours)).toEqual([
    { row: 2, actor: 'me@example.com', reason: 'Holiday cover' },
    { row: 3, actor: 'me@example.com', reason: null },
    undefined,
    undefined,
  ]);
});

test('a reason that was noted of the change set is told too, the last one', async () => {
  const rows = [
    rowAt(1, 11, 'changes.noted', { group: 'g', reason: 'First', ticket: null, result: 'done' }),
    rowAt(2, 12, 'changes.noted', { group: 'g', reason: 'Second', ticket: null, result: 'done' }),
    rowAt(3, 12, 'rule.create', { act: 'a', group: 'g', result: 'done', ruleId: 7 }),
  ];
  const joined = await joinOwnChanges(deps(rows), [line({ key: '7', what: 'added' })], stretch);
  expect(joined.map(({ ours }) => ours)).toEqual([{ row: 3, actor: 'me@example.com', reason: 'Second' }]);
});

test('acts long before and long after the two moments are not taken for it', async () => {
  const rows = [
    rowAt(1, 2, 'user.create', { result: 'done', userId: 'u' }),
    ...Array.from({ length: 600 }, (_, at) =>
      rowAt(2 + at, 15, 'user.create', { result: 'done', userId: `o${at}` }),
    ),
    rowAt(900, 30, 'user.create', { result: 'done', userId: 'u' }),
  ];
  const joined = await joinOwnChanges(
    deps(rows),
    [line({ kind: 'users', key: 'u', what: 'added' }), line({ kind: 'users', key: 'o1', what: 'added' })],
    stretch,
  );
  expect(joined.map(({ ours }) => ours?.row)).toEqual([undefined, 3]);
});
