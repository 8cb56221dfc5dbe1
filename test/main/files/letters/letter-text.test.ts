import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, letterDay, spelling } from '../../../../src-main/files/letters/letter-text.ts';

describe('groupsOf', () => {
  it('tears no character apart', () => {
    expect(groupsOf('abcd😀f€')).toEqual(['abcd', '😀f€']);
    expect(groupsOf('')).toEqual([]);
  });

  it('leaves nothing out and adds nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
        const groups = groupsOf(secret);
        expect(groups.join('')).toBe(secret);
        expect(groups.slice(0, -1).every((group) => Array.from(group).length === 4)).toBe(true);
      }),
    );
  });
});

describe('spelling', () => {
  it.each([
    ['B7', 'capital B, digit 7'],
    ['o0O', 'small o, digit 0, capital O'],
    ['l1I|', 'small l, digit 1, capital I, vertical bar'],
    [" -_'`\\", 'space, hyphen, underscore, single quote, backtick, backslash'],
    ['ä', 'ä (U+00E4)'],
    ['\t😀', 'U+0009, U+1F600'],
  ])('%j', (secret, expected) => {
    expect(spelling(secret)).toBe(expected);
  });

  it('has a word for every character that can be typed', () => {
    for (let code = 0x20; code < 0x7f; code += 1) {
      expect(spelling(String.fromCharCode(code))).not.toMatch(/U\+/);
    }
    const words = Array.from({ length: 95 }, (_, at) => spelling(String.fromCharCode(0x20 + at)));
    expect(new Set(words).size).toBe(95);
  });

  it('spells nothing that nobody types', () => {
    expect(spelling('x'.repeat(80))).not.toBeNull();
    expect(spelling('x'.repeat(81))).toBeNull();
  });
});

it('writes days in full', () => {
  expect(letterDay('2026-03-05T23:59:59.000Z')).toBe('5 March 2026');
});
