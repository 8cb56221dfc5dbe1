import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';

test.each([
  [{ b: 1, a: [2, { d: null, c: 'x' }] }, '{"a":[2,{"c":"x","d":null}],"b":1}'],
  [{ a: undefined, b: 1 }, '{"b":1}'],
  [{ é: 1, z: 2 }, '{"z":2,"é":1}'],
  [[undefined, 'ü\n'], '[null,"ü\\n"]'],
  [-0, '0'],
])('%j is written %s', (value, text) => expect(canonicalText(value)).toBe(text));

test('says what the value says, whatever order its members came in', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, member]) => [name, reversed(member)])
        .toReversed(),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalText(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalText(reversed(value))).toBe(text);
    }),
  );
});
