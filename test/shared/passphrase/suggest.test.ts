import { randomInt, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { suggestPassphrase } from '../../../src-shared/passphrase/suggest.ts';
import { passphraseWords } from '../../../src-shared/passphrase/words.ts';

const random = { below: (bound: number) => randomInt(bound), uuid: () => randomUUID() };

describe('passphraseWords', () => {
  it('are many, distinct, short and plain', () => {
    expect(passphraseWords.length).toBeGreaterThanOrEqual(1296);
    expect(new Set(passphraseWords).size).toBe(passphraseWords.length);
    expect(passphraseWords.filter((word) => !/^[a-z]{3,8}$/.test(word))).toEqual([]);
    expect([...passphraseWords].toSorted()).toEqual(passphraseWords);
  });
});

describe('suggestPassphrase', () => {
  it('draws six words and says how many bits that is', () => {
    const suggested = suggestPassphrase(random);
    const words = suggested.passphrase.split('-');
    expect(words).toHaveLength(6);
    expect(words.every((word) => passphraseWords.includes(word))).toBe(true);
    expect(suggested.bits).toBeGreaterThan(62);
    expect(suggested.bits).toBeLessThanOrEqual(6 * Math.log2(passphraseWords.length));
  });

  it('draws every word about equally often', () => {
    const counts = new Map<string, number>();
    const draws = 20_000;
    for (let turn = 0; turn < draws; turn += 1) {
      for (const word of suggestPassphrase(random).passphrase.split('-')) {
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
    const expected = (draws * 6) / passphraseWords.length;
    const chiSquare = passphraseWords
      .map((word) => ((counts.get(word) ?? 0) - expected) ** 2 / expected)
      .reduce((sum, one) => sum + one, 0);
    // Mean = degrees of freedom, deviation = sqrt(2 × degrees): six deviations either way.
    const degrees = passphraseWords.length - 1;
    expect(Math.abs(chiSquare - degrees)).toBeLessThan(6 * Math.sqrt(2 * degrees));
  });
});
