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

test.each(['an', 'com', 'zz', '7', '@', 'É', 'anna4999', 'no such', ''])(
  'a search through many texts finds what looking at each would: %j',
  (needle) => {
    const pool = new TextPool();
    const all = Array.from({ length: 5000 }, (_, at) =>
      at % 7 === 0 ? `Zoé${at}@Example.com` : at % 3 === 0 ? `${at}` : `Anna${at}@example.org`,
    );
    for (const text of all) pool.push(text);
    const found: number[] = [];
    pool.eachContaining(needle, (number) => found.push(number));
    expect(found).toEqual(
      all.flatMap((text, at) => (text.toLowerCase().includes(needle.toLowerCase()) ? [at] : [])),
    );
  },
);
