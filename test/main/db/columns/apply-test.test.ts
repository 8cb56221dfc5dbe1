import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyTest } from '../../../../src-main/db/columns/apply-test.ts';
import { fewLists } from '../../../../src-main/db/columns/column.ts';
import { Lists } from '../../../../src-main/db/columns/lists.ts';
import { rowTest } from '../../../../src-main/db/columns/row-test.ts';
import { TextPool } from '../../../../src-main/db/columns/text-pool.ts';

const names = ['Viewer', 'Editor', 'Manager', 'Worker'];

/** Lists of numbers into `names`: what many rows share, or what each has for itself. */
function listsOf(rows: readonly (readonly number[])[], remembered: number): Lists {
  const pool = new TextPool();
  for (const name of names) pool.push(name);
  const lists = new Lists(pool, remembered);
  for (const [row, numbers] of rows.entries()) {
    lists.pushRow();
    lists.set(row, numbers);
  }
  return lists;
}

const someRows = fc.array(fc.uniqueArray(fc.nat(names.length - 1), { maxLength: 3 }), {
  minLength: 1,
  maxLength: 400,
});

test('a filter of lists leaves the same rows, whether few lists are shared or each row has its own', () => {
  const seen = { shared: 0, own: 0 };
  fc.assert(
    fc.property(
      someRows,
      fc.boolean(),
      fc.constantFrom('is' as const, 'is-not' as const, 'contains' as const),
      fc.subarray([...names, 'none'], { minLength: 1 }),
      fc.array(fc.constantFrom(0, 1, 2, 255), { minLength: 400, maxLength: 400 }),
      (rows, share, op, values, states) => {
        const lists = listsOf(rows, share ? 100 : 0);
        seen[fewLists(lists, rows.length) ? 'shared' : 'own'] += 1;
        const state = Uint8Array.from(states.slice(0, rows.length));
        const expected = rows.map((numbers, row) => {
          const before = states[row] ?? 0;
          const has = numbers.some((number) => values.includes(names[number] ?? ''));
          if (has === (op !== 'is-not')) return before;
          return before === 0 || before === 2 ? 2 : 255;
        });
        applyTest(rowTest(lists, { column: 'roles', op, values }, 0), state, 2);
        expect(Array.from(state)).toEqual(expected);
      },
    ),
    { seed: 20261126, numRuns: 600 },
  );
  expect(seen.shared).toBeGreaterThan(20);
  expect(seen.own).toBeGreaterThan(20);
});
