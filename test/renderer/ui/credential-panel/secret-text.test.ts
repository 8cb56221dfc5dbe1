import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groupSecret,
  kindOfCharacter,
  spellSecret,
} from '../../../../src-renderer/ui/credential-panel/secret-text.ts';

describe('a secret on screen', () => {
  it('stands in groups of four that joined are the secret again', () => {
    expect(groupSecret('abcd1234X!')).toEqual(['abcd', '1234', 'X!']);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (secret) => {
        expect(groupSecret(secret).join('')).toBe(secret);
      }),
    );
  });

  it.each([
    ['A', 'capital'],
    ['é', 'letter'],
    ['7', 'digit'],
    ['-', 'sign'],
    [' ', 'sign'],
  ])('%j is a %s', (character, kind) => {
    expect(kindOfCharacter(character)).toBe(kind);
  });

  it('is spelled so that capitals, digits and signs are told apart', () => {
    expect(spellSecret('aB7-_ ')).toBe('a, capital B, digit 7, hyphen, underscore, space');
  });

  it('has a word for every sign of the keyboard', () => {
    for (let code = 32; code < 127; code += 1) {
      expect(spellSecret(String.fromCodePoint(code))).not.toMatch(/^the character/);
    }
  });
});
