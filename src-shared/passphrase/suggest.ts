import type { Random } from '../ports/random.ts';
import { passphraseWords } from './words.ts';

/** A passphrase somebody can say, with how hard it is to guess. */
export interface SuggestedPassphrase {
  readonly passphrase: string;
  readonly words: number;
  /** log2 of the number of passphrases this could have been. */
  readonly bits: number;
}

/** Words in a passphrase: about 63 bits, which age's scrypt makes out of reach. */
const wordCount = 6;

/** Words drawn one by one without regard to each other, joined by dashes. */
export function suggestPassphrase(random: Pick<Random, 'below'>): SuggestedPassphrase {
  const words = Array.from(
    { length: wordCount },
    () => passphraseWords[random.below(passphraseWords.length)] ?? '',
  );
  const bits = wordCount * Math.log2(passphraseWords.length);
  return { passphrase: words.join('-'), words: wordCount, bits: Math.floor(bits * 10) / 10 };
}
