import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockWords, printBlocks } from '../../../../src-renderer/ui/print/print-blocks.ts';

test('what fits is one block, and more is cut evenly', () => {
  expect(printBlocks(0)).toEqual([[]]);
  expect(printBlocks(9).map(({ length }) => length)).toEqual([9]);
  expect(printBlocks(10).map(({ length }) => length)).toEqual([5, 5]);
  expect(printBlocks(24).map(({ length }) => length)).toEqual([8, 8, 8]);
  expect(printBlocks(12, 9, 1)).toEqual([
    [0, 1, 2, 3, 4, 5, 6],
    [0, 7, 8, 9, 10, 11],
  ]);
});

test('a block says which columns it has', () => {
  const blocks = printBlocks(24);
  expect(blockWords(blocks, 1, 'roles')).toBe('Part 2 of 3: roles 9 to 16 of 24');
  expect(blockWords(printBlocks(3, 2, 1), 1, 'roles', 1)).toBe('Part 2 of 2: role 3 of 3, beside the first');
});

test('every column is in one block, in order, no block is wider than paper, and none is much narrower than another', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 2, max: 20 }),
      fc.integer({ min: 0, max: 1 }),
      (columns, most, repeated) => {
        const blocks = printBlocks(columns, most, repeated);
        const again = blocks.length > 1 ? repeated : 0;
        const own = blocks.map((block) => block.slice(again));
        expect([...Array(again).keys(), ...own.flat()]).toEqual([...Array(columns).keys()]);
        const sizes = blocks.map(({ length }) => length);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      },
    ),
  );
});
