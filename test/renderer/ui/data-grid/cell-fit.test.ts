import { expect, test } from 'vitest';
import { nothingFace, textFace, waitingFace } from '../../../../src-renderer/ui/data-grid/cell-face.ts';
import type { CellFace, NameFace } from '../../../../src-renderer/ui/data-grid/cell-face.ts';
import { staysInside } from '../../../../src-renderer/ui/data-grid/cell-fit.ts';
import type { ListFit } from '../../../../src-renderer/ui/data-grid/list-fit.ts';

const list = (first: NameFace, count: number): CellFace => ({
  kind: 'list',
  first,
  second: count === 1 ? null : { text: 'other' },
  count,
  hint: () => '',
});
const state: CellFace = { kind: 'text', text: 'abc', tone: 'warn', hint: null };
const one: ListFit = { both: false, more: 0, cut: false };

test.each<[CellFace, ListFit | null, number, boolean]>([
  [waitingFace, null, 0, true],
  [nothingFace, null, 10, true],
  [textFace('abc'), null, 30, true],
  [textFace('abc'), null, 29, false],
  // the mark of a state is 13 wide
  [state, null, 43, true],
  [state, null, 42, false],
  [list({ text: 'abc' }, 1), one, 44, true],
  [list({ text: 'abc' }, 1), one, 43, false],
  // the others were cut to the width, or not even the first name has its place
  [list({ text: 'abc' }, 2), { both: true, more: 0, cut: false }, 1, true],
  [list({ text: 'abc' }, 2), { both: false, more: 1, cut: false }, 1, true],
  [list({ text: 'abc' }, 2), { both: false, more: 1, cut: true }, 1, false],
])('%j with %j in %d pixels', (face, fit, width, inside) => {
  expect(staysInside(face, fit, width, (text) => text.length * 10)).toBe(inside);
});
