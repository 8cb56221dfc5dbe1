import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fitList,
  fitListByBounds,
  moreText,
  nameGap,
  textsOf,
} from '../../../../src-renderer/ui/data-grid/list-fit.ts';

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

const texts = fc.string({ minLength: 1 });
const lists = fc.record({
  first: fc.oneof(
    fc.record({ text: texts }),
    fc.record({ text: texts, tier: fc.constant('viewer' as const) }),
  ),
  second: fc.option(fc.record({ text: texts })),
  count: fc.integer({ min: 2, max: 30 }),
});

test('what bounds of the widths tell is what the widths tell', () => {
  let told = 0;
  let untold = 0;
  fc.assert(
    fc.property(lists, fc.integer({ min: 0, max: 400 }), (given, width) => {
      const names = given.second === null ? { ...given, count: 1 } : given;
      const bounds = {
        atMost: (text: string) => measure(text) * 1.2 + 2,
        atLeast: (text: string) => measure(text) * 0.8 - 2,
      };
      const fit = fitListByBounds(names, width, bounds);
      if (fit === null) untold += 1;
      else told += 1;
      expect(fit ?? fitList(names, width, measure)).toEqual(fitList(names, width, measure));
    }),
    { numRuns: 1000 },
  );
  expect(told).toBeGreaterThan(untold);
  expect(untold).toBeGreaterThan(0);
});

test('no width is asked for that was not named before', () => {
  fc.assert(
    fc.property(lists, fc.integer({ min: 0, max: 400 }), (names, width) => {
      const named = textsOf(names);
      fitList(names, width, (text) => {
        expect(named).toContain(text);
        return measure(text);
      });
    }),
  );
});
