import { expect, test } from 'vitest';
import { createNeedles } from './needles.ts';

const { foundIn } = createNeedles(['secret-one', 'secret-other', 'ünique', '\0\0x']);

test.each([
  ['secret-one', 'secret-one'],
  ['before secret-other', 'secret-other'],
  ['secret-on secret-one', 'secret-one'],
  ['sesecret-one!', 'secret-one'],
  ['an ünique one', 'ünique'],
  ['\0\0\0x', '\0\0x'],
])('%j has it', (text, found) => expect(foundIn(Buffer.from(text))).toBe(found));

test.each(['', 's', 'secret-on', 'Secret-one', 'unique', '\0x'])('%j has none of them', (text) =>
  expect(foundIn(Buffer.from(text))).toBeNull(),
);
