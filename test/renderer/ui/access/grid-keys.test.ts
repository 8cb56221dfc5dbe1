import { expect, test } from 'vitest';
import { stepInGrid } from '../../../../src-renderer/ui/access/grid-keys.ts';
import type { GridStep } from '../../../../src-renderer/ui/access/grid-keys.ts';

const shape = { lines: 7, boxes: 5, groups: [1, 4], letters: { a: 0, c: 1, r: 2, u: 3, d: 4 } };
const move = (line: number, box: number): GridStep => ({ kind: 'move', to: { line, box } });
const press = (line: number, box: number): GridStep => ({ kind: 'press', at: { line, box } });

test.each<[key: string, mod: boolean, step: GridStep]>([
  ['ArrowUp', false, move(1, 2)],
  ['ArrowDown', false, move(3, 2)],
  ['ArrowLeft', false, move(2, 1)],
  ['ArrowRight', false, move(2, 3)],
  ['Home', false, move(2, 0)],
  ['End', false, move(2, 4)],
  ['Home', true, move(0, 0)],
  ['End', true, move(6, 4)],
  ['PageDown', false, move(4, 2)],
  ['PageUp', false, move(1, 2)],
  [' ', false, press(2, 2)],
  ['Enter', false, press(2, 2)],
  ['Enter', true, null],
  ['a', false, press(2, 0)],
  ['c', false, press(2, 1)],
  ['D', false, press(2, 4)],
  ['c', true, null],
  ['Tab', false, null],
])('%s with mod %s', (key, mod, step) => {
  expect(stepInGrid({ key, mod }, { line: 2, box: 2 }, shape)).toEqual(step);
});

test('stays in the grid at its edges', () => {
  expect(stepInGrid({ key: 'ArrowUp', mod: false }, { line: 0, box: 0 }, shape)).toEqual(move(0, 0));
  expect(stepInGrid({ key: 'ArrowRight', mod: false }, { line: 6, box: 4 }, shape)).toEqual(move(6, 4));
  expect(stepInGrid({ key: 'PageDown', mod: false }, { line: 5, box: 0 }, shape)).toEqual(move(6, 0));
});
