import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitList, moreText, nameGap } from '../../../../src-renderer/ui/data-grid/list-fit.ts';

/** Letters ten pixels wide; gaps count as the one letter they are. */
const measure = (text: string): number => text.length * 10;
const name = (text: string) => ({ text });

test.each([
  // abc: 30, gap: 10, de: 20
  [{ first: 'abc', second: 'de', count: 2 }, 60, { both: true, more: 0, cut: false }],
  [{ first: 'abc', second: 'de', count: 2 }, 59, { both: false, more: 1, cut: true }],
  // " +1" is 30 wide
  [{ first: 'a', second: 'defg', count: 2 }, 40, { both: false, more: 1, cut: false }],
  // the number of more needs its place too
  [{ first: 'abc', second: 'de', count: 4 }, 89, { both: false, more: 3, cut: false }],
  [{ first: 'abc', second: 'de', count: 4 }, 90, { both: true, more: 2, cut: false }],
  // one name is cut by the cell's edge, which needs no help
  [{ first: 'abcdef', second: null, count: 1 }, 10, { both: false, more: 0, cut: false }],
])('%j in %d pixels', ({ first, second, count }, width, expected) => {
  const names = { first: name(first), second: second === null ? null : name(second), count };
  expect(fitList(names, width, measure)).toEqual(expected);
});

test('a tier’s mark takes its place', () => {
  const names = { first: { text: 'abc', tier: 'viewer' as const }, second: name('de'), count: 2 };
  expect(fitList(names, 73, measure).both).toBe(false);
  expect(fitList(names, 74, measure).both).toBe(true);
});

test('what is shown fits, and shown and more together are all there are', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.string({ minLength: 1 }),
      fc.integer({ min: 2, max: 900 }),
      fc.integer({ min: 0, max: 900 }),
      (first, second, count, width) => {
        const fit = fitList({ first: name(first), second: name(second), count }, width, measure);
        const shown = fit.both ? first + nameGap + second : first;
        expect((fit.both ? 2 : 1) + fit.more).toBe(count);
        if (!fit.cut) expect(measure(shown + moreText(fit.more))).toBeLessThanOrEqual(width);
      },
    ),
  );
});
