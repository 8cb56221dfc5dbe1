import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectText } from '../../../../src-renderer/ui/text/inspect-text.ts';

/** The marked characters of a text, with their reasons. */
const marks = (text: string): [string, string][] =>
  (inspectText(text) ?? []).flatMap((part) =>
    part.kind === 'mark' ? [[part.shown, part.reason] as [string, string]] : [],
  );

describe('texts with nothing to mark', () => {
  test.each([
    'ada.adeyemi@example.com',
    'Zoë Müller-Łukasik',
    'Нина Иванова',
    'Ελένη Παπαδοπούλου',
    '山田 太郎',
    'محمد حسن',
    'نمی\u200cخواهم',
    'Ada 👩\u200d🔬 Lab',
    'Ünal Çelik (R&D)',
    'Нина Ivanova',
    '',
  ])('%j', (text) => expect(inspectText(text)).toBeNull());
});

describe('texts that could deceive', () => {
  test.each([
    ['a zero-width space', 'ad\u200bmin@example.com', [['U+200B', 'zero-width character']]],
    ['a byte order mark', '\ufeffadmin', [['U+FEFF', 'zero-width character']]],
    ['a soft hyphen', 'ad\u00admin', [['U+00AD', 'zero-width character']]],
    ['an override of direction', 'nimda\u202egro', [['U+202E', 'changes the writing direction']]],
    [
      'an isolate',
      '\u2066x\u2069',
      [
        ['U+2066', 'changes the writing direction'],
        ['U+2069', 'changes the writing direction'],
      ],
    ],
    ['a line break', 'a\nb', [['U+000A', 'control character']]],
    ['an escape', 'a\u001b[31m', [['U+001B', 'control character']]],
    ['a no-break space', 'Ada\u00a0Lab', [['U+00A0', 'unusual space']]],
    ['a tag character', 'a\u{e0041}', [['U+E0041', 'invisible tag character']]],
    ['a Cyrillic letter in a Latin word', 'аdmin@example.com', [['а', 'Cyrillic letter, U+0430']]],
    ['a Greek letter in a Latin word', 'gοogle', [['ο', 'Greek letter, U+03BF']]],
    [
      'a whole word of look-alikes beside Latin',
      'рора@example.com',
      [
        ['р', 'Cyrillic letter, U+0440'],
        ['о', 'Cyrillic letter, U+043E'],
        ['р', 'Cyrillic letter, U+0440'],
        ['а', 'Cyrillic letter, U+0430'],
      ],
    ],
    ['full-width letters', 'ａdmin', [['ａ', 'look-alike, U+FF41']]],
    ['mathematical letters', '𝐚dmin', [['𝐚', 'look-alike, U+1D41A']]],
    ['a joiner where none belongs', 'ad\u200dmin', [['U+200D', 'zero-width character']]],
    ['a replacement character', 'a\ufffd', [['U+FFFD', 'broken character']]],
  ])('%s', (_name, text, expected) => expect(marks(text)).toEqual(expected));

  test('an invisible character does not split a word: mixing across it is still seen', () => {
    expect(marks('аd\u200bmin').map(([shown]) => shown)).toEqual(['а', 'U+200B']);
  });
});

test('nothing but marked characters is ever changed, and ASCII is never marked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const parts = inspectText(text);
      if (parts === null) return;
      const plain = parts.flatMap((part) => (part.kind === 'plain' ? [part.text] : [])).join('');
      expect([...text].filter((character) => /[\x20-\x7e]/.test(character)).join('')).toBe(
        [...plain].filter((character) => /[\x20-\x7e]/.test(character)).join(''),
      );
      expect(parts.some((part) => part.kind === 'mark')).toBe(true);
    }),
  );
});
