import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextPool } from '../../../../src-main/db/columns/text-pool.ts';

const texts = fc.array(fc.constantFrom('', 'a', 'A', 'ab', 'b', 'é', 'É', 'z', 'zz', '0'), { maxLength: 30 });

/** The places of texts by the order of their folded bytes, the obvious way. */
function places(all: readonly string[]): number[] {
  const order = [...new Set(all.map((text) => text.toLowerCase()))].toSorted((left, right) =>
    Buffer.compare(Buffer.from(left), Buffer.from(right)),
  );
  return all.map((text) => order.indexOf(text.toLowerCase()));
}

test('the places of texts are right after any number were added, few or many, asked for between or not', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, fc.boolean()), { maxLength: 6 }), (batches) => {
      const pool = new TextPool();
      const all: string[] = [];
      for (const [batch, ask] of batches) {
        for (const text of batch) pool.push(text);
        all.push(...batch);
        if (!ask) continue;
        expect(Array.from(pool.ranks())).toEqual(places(all));
        expect(pool.highestRank()).toBe(Math.max(0, ...places(all)));
        expect(pool.hasEmpty).toBe(all.includes(''));
      }
    }),
    { seed: 20261126, numRuns: 500 },
  );
});
