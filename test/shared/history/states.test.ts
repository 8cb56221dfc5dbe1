import { describe, expect, it } from 'vitest';
import { compareMoments } from '../../../src-shared/history/states.ts';
import { compareHistory } from '../../builders/history-runs.ts';

// The gate's share; the whole: npm run test:history -- 20000
const histories = 500;

describe('history', () => {
  it('as of a moment is what was there, and a comparison takes one moment to the other, for random histories', () => {
    let compared = 0;
    for (let seed = 1; seed <= histories; seed += 1) {
      const run = compareHistory(seed);
      expect(run.wrong, `seed ${seed}`).toEqual([]);
      compared += run.compared;
    }
    expect(compared).toBeGreaterThan(10_000);
  });

  it('leaves out what came back to what it was', () => {
    const fact = { kind: 'users' as const, key: 'a' };
    const rows = [
      { ...fact, moment: 1, before: 'one', after: 'two' },
      { ...fact, moment: 2, before: 'two', after: 'one' },
    ];
    expect(compareMoments(rows, 0, 2, (left, right) => left === right)).toEqual([]);
    expect(compareMoments(rows, 2, 1, (left, right) => left === right)).toEqual([
      { ...fact, before: 'one', after: 'two' },
    ]);
  });
});
