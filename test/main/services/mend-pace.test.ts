import { expect, test } from 'vitest';
import { createMendPace } from '../../../src-main/services/mend-pace.ts';

test('damage is mended once a minute at most', () => {
  let now = 5_000;
  const mayMend = createMendPace({ monotonic: () => now });
  expect(mayMend()).toBe(true);
  now += 59_999;
  expect(mayMend()).toBe(false);
  now += 1;
  expect(mayMend()).toBe(true);
});
