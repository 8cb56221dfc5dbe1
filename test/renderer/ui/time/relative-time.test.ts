import { expect, test } from 'vitest';
import {
  durationText,
  momentWords,
  relativeTime,
  timeAhead,
  utcText,
} from '../../../../src-renderer/ui/time/relative-time.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const minute = 60_000;
const day = 86_400_000;

test.each([
  [0, 'just now'],
  [59_000, 'just now'],
  [minute, '1 min ago'],
  [59 * minute, '59 min ago'],
  [60 * minute, '1 h ago'],
  [23.9 * 60 * minute, '23 h ago'],
  [day, '1 d ago'],
  [59 * day, '59 d ago'],
  [60 * day, '2 mo ago'],
  [719 * day, '23 mo ago'],
  [740 * day, '2 y ago'],
  [-3 * day, 'in 3 d'],
])('%d ms: %s', (past, expected) => expect(relativeTime(now - past, now)).toBe(expected));

test.each([
  [-minute, 'in a moment'],
  [3000, 'in a moment'],
  [minute, 'in 1 min'],
  [3 * day, 'in 3 d'],
])('%d ms ahead: %s', (ahead, expected) => expect(timeAhead(now + ahead, now)).toBe(expected));

test.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [90, '2 min'],
  [4800, '1 h 20 min'],
])('%d seconds: %s', (seconds, expected) => expect(durationText(seconds)).toBe(expected));

test('the tooltip says the moment in UTC (V57)', () => {
  expect(utcText(now)).toBe('23 Nov 2026, 12:00:00 UTC');
});

test.each([
  [null, []],
  ['+05:45', ['23 Nov 2026, 17:45:00 UTC+05:45 where it was done']],
  ['-03:30', ['23 Nov 2026, 08:30:00 UTC-03:30 where it was done']],
  ['Mars', ['Mars where it was done']],
])('a moment in the zone %s says the time there', (zone, there) => {
  const [first, , ...others] = momentWords(now, zone).split('\n');
  expect(first).toBe('23 Nov 2026, 12:00:00 UTC');
  expect(others).toEqual(there);
});
