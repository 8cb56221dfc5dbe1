import { expect, test } from 'vitest';
import { createListReader } from '../../../../src-renderer/features/changes/list-reader.ts';

/** A reader whose reading ends, and whose time passes, when the test says so. */
function bench() {
  let time = 0;
  let timer: { readonly at: number; readonly act: () => void } | null = null;
  const ends: (() => void)[] = [];
  const reader = createListReader({
    read: () => new Promise<void>((resolve) => ends.push(resolve)),
    now: () => time,
    later: (milliseconds, act) => {
      timer = { at: time + milliseconds, act };
      return () => {
        timer = null;
      };
    },
  });
  return {
    reader,
    readings: () => ends.length,
    /** The reading under way ends after so long; what follows from it has happened. */
    async end(took: number) {
      time += took;
      ends.at(-1)?.();
      await Promise.resolve();
      await Promise.resolve();
    },
    pass(milliseconds: number) {
      time += milliseconds;
      if (timer === null || timer.at > time) return;
      const { act } = timer;
      timer = null;
      act();
    },
    waits: () => (timer === null ? null : timer.at - time),
  };
}

test('it reads at once, and however often it is told meanwhile, once more after a pause', async () => {
  const b = bench();
  b.reader.moved();
  b.reader.moved();
  b.reader.moved();
  expect(b.readings()).toBe(1);
  await b.end(5);
  b.reader.moved();
  expect(b.readings()).toBe(1);
  expect(b.waits()).toBe(250);
  b.pass(250);
  expect(b.readings()).toBe(2);
  await b.end(5);
  b.pass(250);
  expect(b.readings()).toBe(2);
  b.reader.moved();
  expect(b.readings()).toBe(3);
});

test('what takes long is read less often: a fifth of the time at most', async () => {
  const b = bench();
  b.reader.moved();
  await b.end(400);
  expect(b.waits()).toBe(1600);
});

test('once stopped it reads no more', async () => {
  const b = bench();
  b.reader.moved();
  b.reader.moved();
  b.reader.stop();
  await b.end(5);
  expect(b.waits()).toBeNull();
  b.reader.moved();
  expect(b.readings()).toBe(1);
});
