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
  ['changes that wait', { outbox: { ...noChanges, pending: 2, blocked: 1 } }, null, 'aging', '3 pending'],
  [
    'changes that are tried again',
    { outbox: { ...noChanges, pending: 1 }, nextTry: { at: ago(-4), why: 'The tenant failed.' } },
    null,
    'aging',
    '1 pending · next try in 4 min',
  ],
  ['a conflict', { outbox: { ...noChanges, pending: 2, conflict: 1 } }, null, 'ask', '1 conflict'],
  [
    'a refusal too',
    { outbox: { ...noChanges, rejected: 1, conflict: 1 } },
    null,
    'ask',
    '1 conflict · 1 rejected',
  ],
  ['an open outcome', { outbox: { ...noChanges, pending: 2, unknown: 1 } }, null, 'ask', '1 unknown'],
  [
    'a conflict beside changes on their way',
    { outbox: { ...noChanges, sending: 4, conflict: 1 } },
    null,
    'ask',
    '1 conflict',
  ],
  ['changes on their way', { outbox: { ...noChanges, sending: 4 } }, null, 'busy', 'Sending 4'],
  [
    'changes without a network',
    { link: 'offline', outbox: { ...noChanges, pending: 3 } },
    null,
    'off',
    'Offline · 3 pending',
  ],
  [
    'a conflict while offline by choice',
    { link: 'offline', workOffline: true, outbox: { ...noChanges, conflict: 2 } },
    null,
    'ask',
    'Working offline · 2 conflicts',
  ],
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
