import { expect, test } from 'vitest';
import { createTextMeasure } from '../../../../src-renderer/ui/data-grid/text-measure.ts';

function counting() {
  const asked: (readonly string[])[] = [];
  const measure = createTextMeasure((texts) => {
    asked.push(texts);
    return texts.map((text) => text.length * 10);
  });
  return { measure, asked };
}

test('texts are measured once, and those to be learned in one go', () => {
  const { measure, asked } = counting();
  measure.learn(['a', 'bb', 'a']);
  measure.learn(['bb']);
  expect([measure.width('a'), measure.width('bb'), measure.width('ccc')]).toEqual([10, 20, 30]);
  expect(asked).toEqual([['a', 'bb'], ['ccc']]);
});

test('after a change of font, and when there are too many, they are measured again', () => {
  const { measure, asked } = counting();
  measure.learn(['a']);
  measure.forget();
  expect(measure.width('a')).toBe(10);
  measure.learn(Array.from({ length: 4000 }, (_, index) => `text ${index}`));
  expect(measure.width('a')).toBe(10);
  expect(asked.filter((texts) => texts.includes('a')).length).toBe(3);
});

test('bounds are told by letters laid out once, and again after a change of font', () => {
  const { measure, asked } = counting();
  for (const text of ['ab', 'Zoë 12', '+3']) {
    expect(measure.atMost(text)).toBeGreaterThan(text.length * 10);
    expect(measure.atLeast(text)).toBeLessThan(text.length * 10);
  }
  expect(asked.length).toBe(1);
  measure.forget();
  measure.atMost('ab');
  expect(asked.length).toBe(2);
});

test('of letters that were not laid out nothing is told', () => {
  const { measure } = counting();
  expect(measure.atMost('漢')).toBe(Number.POSITIVE_INFINITY);
  expect(measure.atLeast('漢')).toBeLessThanOrEqual(0);
});
