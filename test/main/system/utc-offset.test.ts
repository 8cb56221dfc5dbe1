import { expect, it, test } from 'vitest';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import { utcOffset } from '../../../src-main/system/utc-offset.ts';

test.each([
  [0, '+00:00'],
  [-60, '+01:00'],
  [-345, '+05:45'],
  [210, '-03:30'],
  [720, '-12:00'],
  [-840, '+14:00'],
])('%d minutes behind UTC are %s', (minutes, expected) => expect(utcOffset(minutes)).toBe(expected));

it('the machine’s clock knows the offset of a moment', () => {
  const clock = createSystemClock();
  const winter = Date.UTC(2026, 0, 1);
  expect(clock.zone?.(winter)).toBe(utcOffset(new Date(winter).getTimezoneOffset()));
});
