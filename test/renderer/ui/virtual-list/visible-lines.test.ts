import { expect, test } from 'vitest';
import { revealLine, visibleLines } from '../../../../src-renderer/ui/virtual-list/visible-lines.ts';

test('only lines near what is seen are drawn', () => {
  expect(visibleLines(0, 320, 32, 1000)).toEqual({ first: 0, last: 18 });
  expect(visibleLines(3200, 320, 32, 1000)).toEqual({ first: 92, last: 118 });
  expect(visibleLines(31_680, 320, 32, 1000)).toEqual({ first: 982, last: 1000 });
  expect(visibleLines(3200, 320, 32, 5)).toEqual({ first: 5, last: 5 });
});

test('a line that is whole in sight asks for no scrolling', () => {
  expect(revealLine(320, 320, 32, 12)).toBeNull();
  expect(revealLine(320, 320, 32, 9)).toBe(288);
  expect(revealLine(320, 320, 32, 20)).toBe(352);
});
