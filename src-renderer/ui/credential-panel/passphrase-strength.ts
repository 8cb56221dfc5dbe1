/** How hard a passphrase is to guess, roughly, and what to say about it. */
export interface PassphraseStrength {
  /** An upper bound in bits; real phrases made by people are weaker. */
  readonly bits: number;
  readonly level: 'none' | 'too-short' | 'weak' | 'fair' | 'strong';
  readonly message: string;
}

/** The shortest passphrase the main process takes (credentials-contract). */
export const shortestPassphrase = 12;

/** Bits by the pool of characters, without repeats and runs; scrypt in age adds about 18 bits of work on top. */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const letters = Array.from(passphrase);
  if (letters.length === 0) return { bits: 0, level: 'none', message: 'Type a passphrase.' };
  const pool =
    (/[a-z]/.test(passphrase) ? 26 : 0) +
    (/[A-Z]/.test(passphrase) ? 26 : 0) +
    (/[0-9]/.test(passphrase) ? 10 : 0) +
    (/[^A-Za-z0-9]/.test(passphrase) ? 20 : 0);
  const counted = letters.filter((letter, at) => !continues(letters[at - 1], letter)).length;
  const bits = Math.round(Math.min(counted, new Set(letters).size * 2) * Math.log2(Math.max(pool, 2)));
  if (passphrase.length < shortestPassphrase) {
    return { bits, level: 'too-short', message: `At least ${shortestPassphrase} characters.` };
  }
  if (bits < 50)
    return { bits, level: 'weak', message: 'Weak: repeats and simple patterns are guessed first.' };
  if (bits < 75) return { bits, level: 'fair', message: 'Fair. Longer is better than more complicated.' };
  return { bits, level: 'strong', message: 'Strong.' };
}

/** A repeat of the character before, or the next one of the alphabet or the digits. */
function continues(before: string | undefined, here: string): boolean {
  if (before === undefined) return false;
  const step = (here.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  return step === 0 || step === 1;
}
