import { expect, test } from 'vitest';
import { oneAtATime } from '../../../src-renderer/stores/one-at-a-time.ts';

function asked() {
  const ends: ((failure?: Error) => void)[] = [];
  const ask = oneAtATime(
    () =>
      new Promise<void>((resolve, reject) => {
        ends.push((failure) => (failure === undefined ? resolve() : reject(failure)));
      }),
  );
  return { ask, ends };
}

test('a thousand questions during one are one more after it', async () => {
  const { ask, ends } = asked();
  const first = ask();
  const others = Array.from({ length: 1000 }, () => ask());
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await Promise.all(others);
  expect(ends).toHaveLength(2);
});

test('a question after the last was answered is asked at once', async () => {
  const { ask, ends } = asked();
  const first = ask();
  ends[0]?.();
  await first;
  void ask();
  expect(ends).toHaveLength(2);
});

test('one that fails leaves the next one asked', async () => {
  const { ask, ends } = asked();
  const first = ask();
  const second = ask();
  ends[0]?.(new Error('no answer'));
  await expect(first).rejects.toThrow('no answer');
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await second;
});
