import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { clampPlace, movePlace } from '../../../../src-renderer/ui/data-grid/grid-keys.ts';

const size = { rows: 100, columns: 5, page: 20 };

test.each([
  ['ArrowDown', false, [3, 2], [4, 2]],
  ['ArrowUp', false, [0, 2], [-1, 2]],
  ['ArrowUp', false, [-1, 2], [-1, 2]],
  ['ArrowDown', false, [99, 2], [99, 2]],
  ['ArrowLeft', false, [3, 0], [3, 0]],
  ['ArrowRight', false, [3, 4], [3, 4]],
  ['PageDown', false, [90, 1], [99, 1]],
  ['PageDown', false, [-1, 1], [19, 1]],
  ['PageUp', false, [10, 1], [0, 1]],
  ['PageUp', false, [-1, 1], [-1, 1]],
  ['Home', false, [7, 3], [7, 0]],
  ['End', false, [7, 3], [7, 4]],
  ['Home', true, [7, 3], [0, 0]],
  ['End', true, [7, 3], [99, 4]],
] as const)('%s (ctrl %s) from %j leads to %j', (key, ctrl, [row, column], [toRow, toColumn]) => {
  expect(movePlace({ row, column }, { key, ctrl }, size)).toEqual({ row: toRow, column: toColumn });
});

test('other keys do not move', () => {
  expect(movePlace({ row: 3, column: 2 }, { key: 'a', ctrl: false }, size)).toBeNull();
});

test('no key ever leads out of the grid', () => {
  const keys = fc.constantFrom(
    'ArrowUp',
    'ArrowDown',
    'ArrowLeft',
    'ArrowRight',
    'PageUp',
    'PageDown',
    'Home',
    'End',
  );
  fc.assert(
    fc.property(
      fc.record({
        rows: fc.nat(50),
        columns: fc.integer({ min: 1, max: 9 }),
        page: fc.integer({ min: 1, max: 30 }),
      }),
      fc.array(fc.record({ key: keys, ctrl: fc.boolean() }), { maxLength: 30 }),
      (grid, presses) => {
        let place = clampPlace({ row: 0, column: 0 }, grid);
        for (const press of presses) {
          place = movePlace(place, press, grid) ?? place;
          expect(place.row).toBeGreaterThanOrEqual(-1);
          expect(place.row).toBeLessThan(Math.max(grid.rows, 0) || 1);
          expect(place.column).toBeGreaterThanOrEqual(0);
          expect(place.column).toBeLessThan(grid.columns);
        }
      },
    ),
  );
});
