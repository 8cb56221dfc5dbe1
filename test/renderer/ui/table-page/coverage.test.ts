import { expect, test } from 'vitest';
import type { SyncRun } from '../../../../src-shared/domain/sync-state.ts';
import { coverageOf } from '../../../../src-renderer/ui/table-page/coverage.ts';

const run = (outcome: SyncRun['outcome']): SyncRun => ({
  startedAt: '2026-01-05T08:00:00Z',
  endedAt: '2026-01-05T08:00:09Z',
  outcome,
  rows: 3,
  requests: 2,
  bytes: 900,
  added: 0,
  changed: 0,
  removed: 0,
  error: null,
  held: null,
});

test('a list is called partial only after a partial run', () => {
  expect(coverageOf(run('partial'))).toBe('what you may see');
  expect(coverageOf(run('complete'))).toBeNull();
  expect(coverageOf(null)).toBeNull();
});
