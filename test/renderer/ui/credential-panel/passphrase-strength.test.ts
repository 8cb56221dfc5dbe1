import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passphraseStrength } from '../../../../src-renderer/ui/credential-panel/passphrase-strength.ts';

describe('strength of a passphrase', () => {
  it.each([
    ['', 'none'],
    ['short', 'too-short'],
    ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['abcdefghijklmnop', 'weak'],
    ['123456789012', 'weak'],
    ['summerholiday', 'fair'],
    ['correct horse battery staple', 'strong'],
    ['T7#kqz!Lm2xW', 'strong'],
  ])('%j is %s', (passphrase, level) => {
    expect(passphraseStrength(passphrase).level).toBe(level);
  });

  it('never calls a passphrase usable that the main process would refuse', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (passphrase) => {
        const { level } = passphraseStrength(passphrase);
        if (passphrase.length < 12) expect(['none', 'too-short']).toContain(level);
      }),
    );
  });
});
