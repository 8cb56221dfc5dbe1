import { expect, test } from 'vitest';
import { createLetterWidths } from '../../../../src-renderer/ui/data-grid/letter-widths.ts';

/** Bars are 3 wide, `i` is 2, `1` is 4, all else 10. */
const layOut = (texts: readonly string[]): readonly number[] =>
  texts.map((text) =>
    Array.from(text, (letter) => ({ '|': 3, i: 2, 1: 4 })[letter] ?? 10).reduce(
      (sum, width) => sum + width,
      0,
    ),
  );

test.each([
  ['', 0],
  ['ab', 20],
  ['ii', 4],
  ['a b', 30],
  ['Zoë', 30],
  ['\u2003\u2002', 20],
])('%j is as wide as its letters', (text, width) => {
  expect(createLetterWidths(layOut).sum(text)).toBe(width);
});

test('figures count as the widest one', () => {
  expect(createLetterWidths(layOut).sum('101')).toBe(30);
});

test.each(['Ж', 'ŷ', 'a\u200bb', '漢', '\u{1f600}', 'tab\t'])('%j is of no known width', (text) => {
  expect(createLetterWidths(layOut).sum(text)).toBe(Number.POSITIVE_INFINITY);
});

test('the letters are laid out once, together', () => {
  let times = 0;
  const { sum } = createLetterWidths((texts) => {
    times += 1;
    return layOut(texts);
  });
  sum('one');
  sum('two');
  expect(times).toBe(1);
});
