import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createScrollScale,
  tallest,
  visibleRows,
} from '../../../../src-renderer/ui/data-grid/scroll-scale.ts';

describe('the scroll scale', () => {
  test('leaves small tables alone', () => {
    const scale = createScrollScale(100_000, 32, 700);
    expect(scale.height).toBe(3_200_000);
    expect(scale.toRows(12_345)).toBe(12_345);
    expect(scale.toScroll(12_345)).toBe(12_345);
  });

  test('is never taller than the browser can lay out, and both ends still meet', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.constantFrom(26, 32),
        fc.integer({ min: 100, max: 2000 }),
        (rows, rowHeight, viewport) => {
          const scale = createScrollScale(rows, rowHeight, viewport);
          const end = Math.max(0, scale.height - viewport);
          expect(scale.height).toBeLessThanOrEqual(tallest);
          expect(scale.toRows(0)).toBe(0);
          expect(scale.toRows(end) + viewport).toBeCloseTo(Math.max(rows * rowHeight, viewport), 3);
        },
      ),
    );
  });

  test('both ways lead back to the same row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, share) => {
          const viewport = 700;
          const scale = createScrollScale(rows, 32, viewport);
          const rowsTop = share * Math.max(0, rows * 32 - viewport);
          expect(scale.toRows(scale.toScroll(rowsTop))).toBeCloseTo(rowsTop, 3);
        },
      ),
    );
  });
});

test.each([
  { name: 'at the top', top: 0, rows: 1000, expected: { first: 0, last: 30 } },
  { name: 'in the middle', top: 3200, rows: 1000, expected: { first: 92, last: 130 } },
  { name: 'at the end', top: 32_000 - 700, rows: 1000, expected: { first: 970, last: 1000 } },
  { name: 'fewer rows than fit', top: 0, rows: 3, expected: { first: 0, last: 3 } },
  { name: 'none', top: 0, rows: 0, expected: { first: 0, last: 0 } },
])('rows to draw: $name', ({ top, rows, expected }) => {
  expect(visibleRows(top, 700, 32, rows, 8)).toEqual(expected);
});
