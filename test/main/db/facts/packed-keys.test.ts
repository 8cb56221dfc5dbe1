import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PackedKeys } from '../../../../src-main/db/facts/packed-keys.ts';

describe('packed keys', () => {
  test('get a number each, the same again for the same parts, out of bytes as out of texts', () => {
    const part = fc.oneof(fc.constantFrom('', 'a', 'ab', 'b', 'user', 'Zoë'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part, fc.boolean()), { maxLength: 400, size: 'max' }), (asked) => {
        const keys = new PackedKeys();
        const known = new Map<string, number>();
        for (const [first, second, asBytes] of asked) {
          const bytes = new TextEncoder().encode(`--${second}--`);
          keys.addText(first);
          if (asBytes) keys.addBytes(bytes, 2, bytes.length - 2);
          else keys.addText(second);
          const name = JSON.stringify([first, second]);
          if (!known.has(name)) known.set(name, known.size);
          expect(keys.number()).toBe(known.get(name));
        }
        expect(keys.count).toBe(known.size);
      }),
    );
  });
});
