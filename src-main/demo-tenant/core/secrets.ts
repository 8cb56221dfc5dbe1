import { createHash, timingSafeEqual } from 'node:crypto';
import type { Rng } from './mixing.ts';

const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const ANY = `${LETTERS}23456789!#%*?_`;

/** A fresh secret: begins with a letter (never with a character that spreadsheets take for a formula) and has all classes. */
export function makeSecret(rng: Rng, length: number): string {
  const one = (alphabet: string): string => alphabet.charAt(rng.below(alphabet.length));
  const middle = Array.from({ length: length - 4 }, () => one(ANY)).join('');
  return `${one(LETTERS)}${middle}${one('23456789')}${one('!#%*?_')}${one(LETTERS)}`;
}

/** What is kept of a secret: a digest. */
export type SecretDigest = Buffer;

export function digestOf(secret: string): SecretDigest {
  return createHash('sha256').update(secret).digest();
}

/** Whether a secret is the one digested. */
export function isSecret(digest: SecretDigest, secret: string): boolean {
  return timingSafeEqual(digest, digestOf(secret));
}
