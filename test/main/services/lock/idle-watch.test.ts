import { describe, expect, it } from 'vitest';
import { lookAtIdleness, watchIdleness } from '../../../../src-main/services/lock/idle-watch.ts';
import { unlockWaitSeconds } from '../../../../src-main/services/lock/unlock-wait.ts';
import { HandClock } from '../../../builders/hand-clock.ts';

describe('a look at idleness', () => {
  it.each([
    [0, 5, false, 10],
    [295, 5, false, 5],
    [299.5, 5, false, 1],
    [300, 5, true, 10],
    [4000, 5, true, 10],
    [59, 1, false, 1],
    [99_999, null, false, 10],
  ] as const)('after %d s with %s minutes: lock %s, again in %d s', (idle, minutes, lock, again) => {
    expect(lookAtIdleness(idle, minutes)).toEqual({ lock, lookAgainIn: again });
  });
});

describe('watching idleness', () => {
  it('locks when the machine was idle for long enough, whatever the app did meanwhile, and stops when told', () => {
    const clock = new HandClock();
    let touched = clock.now();
    let minutes: number | null = 5;
    const locks: number[] = [];
    const stop = watchIdleness({
      clock,
      idleSeconds: () => (clock.now() - touched) / 1000,
      minutes: () => minutes,
      lock: () => locks.push(clock.now() - touched),
    });
    const pass = (seconds: number): void => {
      for (let second = 0; second < seconds; second += 1) clock.advance(1000);
    };
    pass(200);
    touched = clock.now();
    pass(299);
    expect(locks).toEqual([]);
    pass(2);
    expect(locks[0]).toBe(300_000);

    touched = clock.now();
    locks.length = 0;
    minutes = null;
    pass(3600);
    expect(locks).toEqual([]);
    minutes = 1;
    pass(10);
    expect(locks.length).toBeGreaterThan(0);
    stop();
    expect(clock.waiting()).toBe(0);
  });
});

describe('the wait after wrong passphrases', () => {
  it.each([
    [0, 0],
    [3, 0],
    [4, 2],
    [5, 4],
    [8, 32],
    [9, 60],
    [10_000, 60],
  ])('%d in a row: %d s', (failures, seconds) => expect(unlockWaitSeconds(failures)).toBe(seconds));
});
