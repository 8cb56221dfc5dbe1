import { expect, it } from 'vitest';
import { createThrottle } from '../../../src-main/services/throttle.ts';
import { HandClock } from '../../builders/hand-clock.ts';

it('acts at once, then at most once in each pause, and never loses the last', () => {
  const clock = new HandClock();
  let acted = 0;
  const throttle = createThrottle(clock, 100, () => (acted += 1));
  throttle.ask();
  expect(acted).toBe(1);
  for (let n = 0; n < 50; n += 1) throttle.ask();
  expect(acted).toBe(1);
  clock.advance(100);
  expect(acted).toBe(2);
  clock.advance(100);
  expect(acted).toBe(2);
  throttle.ask();
  expect(acted).toBe(3);
  throttle.ask();
  throttle.stop();
  clock.advance(1000);
  expect(acted).toBe(3);
});
