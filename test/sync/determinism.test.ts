import { expect, test } from 'vitest';
import { liveTwice } from './commands/live-twice.ts';

/** The gate's share of `npm run sim:determinism`. */
const seeds = [3, 11, 28, 64, 107, 206, 391, 513];

test(
  'the same seed twice gives the same events, whatever was lived through before',
  {
    timeout: 300_000,
  },
  async () => {
    const { seeds: lived, different } = await liveTwice(seeds);
    expect(different).toEqual([]);
    expect(lived).toBe(seeds.length);
  },
);

test('what the seed does not rule is noticed', { timeout: 120_000 }, async () => {
  const { different } = await liveTwice(seeds, { mutant: 'chance-of-its-own' });
  expect(different.length).toBeGreaterThan(0);
});
