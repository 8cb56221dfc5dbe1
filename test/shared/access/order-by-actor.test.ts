import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderByActor, regroup } from '../../../src-shared/access/order-by-actor.ts';

const actorCount = 6;
const actor = fc.nat({ max: actorCount - 1 });

describe('grants in the order of their actors', () => {
  it('are what ordering them anew comes to, where some have other grants and more actors came', () => {
    fc.assert(
      fc.property(
        fc.array(actor, { maxLength: 20 }),
        fc.uniqueArray(fc.nat({ max: 19 }), { maxLength: 8 }),
        fc.array(fc.nat({ max: actorCount + 1 }), { maxLength: 8 }),
        (holders, chosen, given) => {
          const gone = new Set(chosen.filter((grant) => grant < holders.length));
          const before = orderByActor(Int32Array.from(holders), holders.length, actorCount);
          const all = [...holders, ...given];
          const touched = new Set([...given, ...[...gone].map((grant) => holders[grant] ?? 0)]);
          const grantsOf = (one: number): number[] =>
            all.flatMap((holder, grant) => (holder === one && !gone.has(grant) ? [grant] : []));
          const { starts, order } = regroup(
            before,
            actorCount + 2,
            new Map([...touched].map((one) => [one, grantsOf(one)])),
          );
          for (let one = 0; one < actorCount + 2; one += 1)
            expect([...order.subarray(starts[one], starts[one + 1])]).toEqual(grantsOf(one));
          expect(starts.at(-1)).toBe(all.length - gone.size);
          expect(order).toHaveLength(all.length - gone.size);
        },
      ),
    );
  });
});
