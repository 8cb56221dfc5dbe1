import { expect, test } from 'vitest';
import { noChanges } from '../../../../src-shared/domain/change.ts';
import type { SessionState, SyncProgress } from '../../../../src-shared/domain/sync-state.ts';
import { percentOf, runWords, syncChipWords } from '../../../../src-renderer/features/shell/sync-words.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

const online: SessionState = {
  connectionKey: 'acme',
  link: 'online',
  workOffline: false,
  problem: null,
  syncing: false,
  mirrorAsOf: ago(2),
  revision: 1,
  lastRun: null,
  held: null,
  outbox: noChanges,
  nextTry: null,
  recovery: null,
  keychain: true,
};
const progress = { rows: 430, expectedRows: 1000 } as SyncProgress;

test.each<[string, Partial<SessionState>, SyncProgress | null, string, string]>([
  ['young data', {}, null, 'fresh', 'Fresh'],
  ['older data', { mirrorAsOf: ago(12) }, null, 'aging', '12 min old'],
  ['no data', { mirrorAsOf: null }, null, 'aging', 'Never synced'],
  ['a running pull', { syncing: true }, progress, 'busy', 'Syncing 43 %'],
  ['a pull without counts', { syncing: true }, null, 'busy', 'Syncing'],
  ['no network', { link: 'offline', mirrorAsOf: ago(180) }, null, 'off', 'Offline · 3 h old'],
  ['a proxy page', { link: 'not-a-tenant' }, null, 'off', 'Offline · 2 min old'],
  ['offline by choice', { link: 'offline', workOffline: true }, null, 'off', 'Working offline · 2 min old'],
  ['an ended session', { link: 'needs-sign-in' }, null, 'ask', 'Needs sign-in'],
  [
    'the brake',
    { held: { kind: 'users', wouldRemove: 9, of: 10 }, syncing: true },
    null,
    'ask',
    'Sync held: your decision',
  ],
  ['connecting', { link: 'connecting' }, null, 'busy', 'Connecting'],
])('the chip says it: %s', (_name, change, running, tone, text) => {
  expect(syncChipWords({ ...online, ...change }, running, now)).toEqual({ tone, text });
});

test('the share stays between 0 and 100, and unknown stays unknown', () => {
  expect(percentOf({ ...progress, rows: 1200 })).toBe(100);
  expect(percentOf({ ...progress, expectedRows: 0 })).toBeNull();
  expect(percentOf({ ...progress, expectedRows: null })).toBeNull();
});

test('the last run in words', () => {
  const run = {
    startedAt: ago(5),
    endedAt: ago(4),
    outcome: 'complete' as const,
    rows: 1683,
    requests: 14,
    bytes: 1,
    added: 12,
    changed: 0,
    removed: 1,
    error: null,
    held: null,
  };
  expect(runWords(run)).toBe('complete: 12 added, 1 removed');
  expect(runWords({ ...run, added: 0, removed: 0 })).toBe('complete: 1,683 rows, nothing changed');
  expect(runWords({ ...run, outcome: 'cancelled' })).toMatch(/^cancelled/);
});
