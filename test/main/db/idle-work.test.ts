import { expect, it } from 'vitest';
import { IdleWork } from '../../../src-main/db/idle-work.ts';

/** A clock whose only timer is let go by hand, and whose time passes by hand. */
function handClock() {
  let now = 0;
  let due: { readonly milliseconds: number; readonly run: () => void } | null = null;
  return {
    monotonic: () => now,
    pass(milliseconds: number): void {
      now += milliseconds;
    },
    after(milliseconds: number, run: () => void): () => void {
      const timer = { milliseconds, run };
      due = timer;
      return () => {
        if (due === timer) due = null;
      };
    },
    waits: () => due?.milliseconds ?? null,
    tick(): void {
      const { run } = due ?? {};
      due = null;
      run?.();
    },
  };
}

/** Work of so many steps, each of which takes a while. */
function workOf(steps: number, milliseconds: number) {
  const clock = handClock();
  const done = { steps: 0 };
  const idle = new IdleWork(clock, () => {
    done.steps += 1;
    clock.pass(milliseconds);
    return done.steps < steps;
  });
  return { clock, done, idle };
}

it('does nothing before something was asked', () => {
  expect(workOf(3, 1).clock.waits()).toBeNull();
});

it('goes on once nothing has been asked for a while, a few milliseconds at a time, until nothing is left', async () => {
  const { clock, done, idle } = workOf(10, 1);
  await idle.during(async () => {});
  expect(clock.waits()).toBeGreaterThan(100);
  clock.tick();
  expect([done.steps, clock.waits()]).toEqual([4, 0]);
  clock.tick();
  expect([done.steps, clock.waits()]).toEqual([8, 0]);
  clock.tick();
  expect([done.steps, clock.waits()]).toEqual([10, null]);
});

it('does one step at a time where steps take long', async () => {
  const { clock, done, idle } = workOf(3, 9);
  await idle.during(async () => {});
  clock.tick();
  expect([done.steps, clock.waits()]).toEqual([1, 0]);
});

it('rests while anything is answered, and for a while after the last answer, failed ones too', async () => {
  const { clock, done, idle } = workOf(9, 5);
  await idle.during(async () => {});
  clock.tick();
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const answers = [idle.during(() => first.promise), idle.during(() => second.promise)];
  expect(clock.waits()).toBeNull();
  first.resolve();
  await answers[0];
  expect(clock.waits()).toBeNull();
  second.reject(new Error('no'));
  await expect(answers[1]).rejects.toThrow('no');
  expect(clock.waits()).toBeGreaterThan(100);
  expect(done.steps).toBe(1);
});

it('stops', async () => {
  const { clock, idle } = workOf(9, 1);
  await idle.during(async () => {});
  idle.stop();
  expect(clock.waits()).toBeNull();
});
