import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Weighed } from '../../../src-shared/access/weighed.ts';

it('orders by what is lost, then by what is gained, then as they were added', () => {
  const weight = fc.record({ lost: fc.oneof(fc.nat(5), fc.nat(900)), gained: fc.nat(2000) });
  fc.assert(
    fc.property(fc.array(weight), fc.nat(10), fc.nat(40), (weights, from, length) => {
      const weighed = new Weighed(weights.length + 1);
      for (const [at, { lost, gained }] of weights.entries()) weighed.add(7 - at, lost, gained);
      const expected = weights
        .map((one, at) => ({ ...one, at }))
        .toSorted((left, right) => right.lost - left.lost || right.gained - left.gained || left.at - right.at)
        .map(({ at }) => 7 - at);
      expect(weighed.window(from, from + length)).toEqual(expected.slice(from, from + length));
      expect(weighed.count).toBe(weights.length);
    }),
  );
});
