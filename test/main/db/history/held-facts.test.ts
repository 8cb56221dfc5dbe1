import { expect, test } from 'vitest';
import { compareHistory } from '../../../builders/history-runs.ts';

// The gate's share; the whole: npm run test:history -- 20000
const histories = 500;

test('a moment is what was there, and a comparison takes one moment to the other, for random histories', () => {
  let compared = 0;
  for (let seed = 1; seed <= histories; seed += 1) {
    const run = compareHistory(seed);
    expect(run.wrong, `seed ${seed}`).toEqual([]);
    compared += run.compared;
  }
  expect(compared).toBeGreaterThan(10_000);
});
