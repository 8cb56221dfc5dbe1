import type { Random } from '../ports/random.ts';

/** Without letters and digits that look or sound alike. */
const alphabet = '23456789ACDEFGHJKMNPQRTUVWXY';

/**
 * A short name of one hand-over, for receipts and the journal: two groups of four, about 38 bits. Not a secret, and no
 * part of one.
 */
export function newPackageId(random: Pick<Random, 'below'>): string {
  const letters = Array.from({ length: 8 }, () => alphabet[random.below(alphabet.length)] ?? '');
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
