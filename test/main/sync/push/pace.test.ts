import { describe, expect, test } from 'vitest';
import { createPace } from '../../../../src-main/sync/push/pace.ts';
import { HandClock } from '../../../builders/hand-clock.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';

/** What is ready beside the wire after so many milliseconds in which the tenant answers once in so many. */
function after(milliseconds: number, every: number): number {
  const clock = new HandClock();
  const pace = createPace(clock);
  for (let passed = 0; passed < milliseconds; passed += every) {
    pace.answered();
    clock.advance(every);
  }
  return pace.ahead();
}

describe('how many changes are made ready', () => {
  test.each([
    [0, 1, 60],
    [40, 1, 60],
    [60, 1, 250],
    [60, 0.5, 400],
    [60, 2, 125],
    [300, 2, 125],
    [1000, 2, 125],
    [1000, 1, 250],
    [1000, 0.5, 400],
    [1000, 4, 62],
    [1000, 5, 60],
    [5000, 500, 60],
  ])('after %i ms in which the tenant answers every %i ms: %i', (milliseconds, every, wanted) => {
    expect(after(milliseconds, every)).toBe(wanted);
  });

  test('a tenant that becomes slow is given fewer again', () => {
    const clock = new HandClock();
    const pace = createPace(clock);
    for (let n = 0; n < 600; n += 1) {
      pace.answered();
      clock.advance(1);
    }
    expect(pace.ahead()).toBe(250);
    clock.advance(10_000);
    expect(pace.ahead()).toBe(60);
  });

  test('a tenant that was slow in its first moment is known as a fast one a tenth of a second later', () => {
    const clock = new HandClock();
    const pace = createPace(clock);
    for (let n = 0; n < 4; n += 1) {
      pace.answered();
      clock.advance(20);
    }
    expect(pace.ahead()).toBe(60);
    for (let n = 0; n < 110; n += 1) {
      clock.advance(1);
      pace.answered();
    }
    expect(pace.ahead()).toBe(200);
  });

  test('a fast tenant is soon known as one after a pause, too', () => {
    const clock = new HandClock();
    const pace = createPace(clock);
    pace.answered();
    clock.advance(10_000);
    for (let n = 0; n < 60; n += 1) {
      pace.answered();
      clock.advance(1);
    }
    expect(pace.ahead()).toBe(250);
  });
});

/** The most changes that were ever `sending` while 600 rules went to a tenant that answers in so many milliseconds. */
async function mostSending(milliseconds: number): Promise<number> {
  const bench = new PushBench();
  bench.add(...Array.from({ length: 600 }, (_, n) => edits.createRule(`u${n}@example.com`)));
  let most = 0;
  const { createRules } = bench.tenant;
  bench.tenant.createRules = async (...given) => {
    most = Math.max(most, bench.outbox.counts().sending);
    bench.clock.advance(milliseconds);
    return await createRules.call(bench.tenant, ...given);
  };
  expect(await bench.drain()).toMatchObject({ done: 600 });
  return most;
}

test('what a crash would leave open stays in proportion to how fast the tenant answers', async () => {
  expect(await mostSending(20)).toBeLessThanOrEqual(64);
  const fast = await mostSending(1);
  expect(fast).toBeGreaterThan(120);
  expect(fast).toBeLessThanOrEqual(254);
});
