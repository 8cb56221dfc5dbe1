import { describe, expect, it } from 'vitest';
import {
  followAfterMilliseconds,
  nextPullIn,
  refreshAfterMilliseconds,
  type ScheduleFacts,
} from '../../../src-main/services/sync-schedule.ts';

const now = Date.parse('2026-03-03T12:00:00Z');
const minutesAgo = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
const facts: ScheduleFacts = {
  now,
  asOf: null,
  lastEndedAt: null,
  followed: false,
  online: true,
  syncing: false,
  held: false,
};

describe('when the mirror is pulled by itself', () => {
  const cases: readonly [string, Partial<ScheduleFacts>, number | null][] = [
    ['never pulled: now', {}, 0],
    ['pulled long ago: now', { asOf: minutesAgo(60) }, 0],
    ['pulled five minutes ago: in ten', { asOf: minutesAgo(5) }, 10 * 60_000],
    ['a delta sufficed half a minute ago: soon again', { asOf: minutesAgo(0.5), followed: true }, 90_000],
    [
      'a delta, and a clock that jumped back: no longer than its turn',
      { asOf: minutesAgo(-600), followed: true },
      followAfterMilliseconds,
    ],
    ['offline: not at all', { online: false }, null],
    ['a pull is running: not at all', { syncing: true }, null],
    ['the brake waits for an answer: not at all', { held: true }, null],
    ['never pulled, but a run failed just now: not at once', { lastEndedAt: now }, refreshAfterMilliseconds],
    [
      'old mirror, failed a minute ago: in fourteen',
      { asOf: minutesAgo(90), lastEndedAt: now - 60_000 },
      14 * 60_000,
    ],
    [
      'a clock that jumped back: no longer than a whole turn',
      { asOf: minutesAgo(-600) },
      refreshAfterMilliseconds,
    ],
  ];
  it.each(cases)('%s', (_name, change, expected) => {
    expect(nextPullIn({ ...facts, ...change })).toBe(expected);
  });
});
