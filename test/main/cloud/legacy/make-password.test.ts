import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makePassword } from '../../../../src-main/cloud/legacy/make-password.ts';

/** Whatever the randomness gives, as a fixed list that is gone through again and again. */
const drawn = (numbers: readonly number[]) => {
  let at = 0;
  return {
    below: (bound: number): number => {
      at += 1;
      return (numbers[at % numbers.length] ?? 0) % bound;
    },
  };
};

it('is of the policy whatever is drawn: long, every kind, no formula, nothing that reads two ways', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 200 }), (numbers) => {
      const password = makePassword(drawn(numbers));
      expect(password).toHaveLength(20);
      for (const kind of [/[a-z]/, /[A-Z]/, /[2-9]/, /[!*?_.~]/]) expect(password).toMatch(kind);
      expect(password).toMatch(/^[A-Za-z]/);
      expect(password).not.toMatch(/[=+\-@\t\r0O1lI\s,;"'\\]/);
    }),
  );
});

it('draws each character, and is never twice the same where the draws differ', () => {
  let state = 7;
  const random = {
    below: (bound: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % bound;
    },
  };
  const made = new Set(Array.from({ length: 500 }, () => makePassword(random)));
  expect(made.size).toBe(500);
  const kinds = Array.from({ length: 19 }, (_, at) => new Set([...made].map((one) => one.charAt(at + 1))));
  for (const kind of kinds) expect(kind.size).toBeGreaterThan(20);
});
