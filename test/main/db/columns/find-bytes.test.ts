import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachContaining } from '../../../../src-main/db/columns/find-bytes.ts';
import { PackedBytes } from '../../../../src-main/db/columns/packed-bytes.ts';

function packedOf(texts: readonly string[]): PackedBytes {
  const packed = new PackedBytes(0, 0);
  for (const text of texts) packed.push(text);
  return packed;
}

function found(texts: readonly string[], needle: string): number[] {
  const indexes: number[] = [];
  eachContaining(packedOf(texts), Buffer.from(needle), (index) => indexes.push(index));
  return indexes;
}

const few = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom('a', 'b', 'é', '\u0080', '\u0000', '\u0001', '💡'), { maxLength })
    .map((letters) => letters.join(''));

test('finds each text that has the needle, once, wherever it lies and however long the texts are', () => {
  fc.assert(
    fc.property(fc.array(few(9), { maxLength: 40 }), few(4), (texts, needle) => {
      const expected = texts.flatMap((text, index) => (text.includes(needle) ? [index] : []));
      expect(found(texts, needle)).toEqual(expected);
    }),
    { seed: 20261126, numRuns: 4000 },
  );
});

test('does not find a needle that two texts have together, nor one in the memory behind the last', () => {
  expect(found(['xxxa', 'bxxx'], 'ab')).toEqual([]);
  const packed = packedOf(['xxxa']);
  packed.bytes.set(Buffer.from('b'), 4);
  const indexes: number[] = [];
  eachContaining(packed, Buffer.from('ab'), (index) => indexes.push(index));
  expect(indexes).toEqual([]);
});
