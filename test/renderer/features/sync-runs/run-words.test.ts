import { expect, test } from 'vitest';
import {
  measureOf,
  runBars,
  runChangesText,
  runTimeText,
} from '../../../../src-renderer/features/sync-runs/run-words.ts';
import type { SyncRun } from '../../../../src-shared/domain/sync-state.ts';

const run = (seconds: number, fields: Partial<SyncRun> = {}): SyncRun => ({
  startedAt: '2026-11-23T12:00:00.000Z',
  endedAt: new Date(Date.parse('2026-11-23T12:00:00Z') + seconds * 1000).toISOString(),
  outcome: 'complete',
  rows: 0,
  requests: 3,
  bytes: 100,
  added: 0,
  changed: 0,
  removed: 0,
  error: null,
  held: null,
  ...fields,
});

test.each([
  [84, '84 ms'],
  [2400, '2.4 s'],
  [200_000, '3 min 20 s'],
])('%i milliseconds are %s', (milliseconds, text) => {
  expect(runTimeText(milliseconds)).toBe(text);
});

test('changes as signs', () => {
  expect(runChangesText(run(1, { added: 3, removed: 1200 }))).toBe('+3 −1,200');
  expect(runChangesText(run(1))).toBe('–');
});

test('what is measured', () => {
  const one = run(2, { added: 1, changed: 2, removed: 4 });
  expect([
    measureOf(one, 'time'),
    measureOf(one, 'requests'),
    measureOf(one, 'bytes'),
    measureOf(one, 'changes'),
  ]).toEqual([2000, 3, 100, 7]);
});

test('bars stand oldest first, and small ones are still seen beside large ones', () => {
  const { bars, largest } = runBars(
    [
      { kind: 'delta', run: run(1) },
      { kind: 'pull', run: run(100) },
    ],
    'time',
  );
  expect(largest).toBe(100_000);
  expect(bars.map(({ entry, share }) => [entry.kind, share])).toEqual([
    ['pull', 1],
    ['delta', 0.1],
  ]);
});

test('nothing measured gives bars without height', () => {
  expect(runBars([{ kind: 'delta', run: run(0) }], 'changes').bars[0]?.share).toBe(0);
  expect(runBars([], 'time')).toEqual({ bars: [], largest: 0 });
});
