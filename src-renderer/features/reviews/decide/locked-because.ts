import type { ReviewPart } from '../../../../src-shared/ipc/reviews-contract.ts';
import { signedWords } from '../../../../src-shared/reviews/signing.ts';

/** Why nothing can be decided (any more) in a part, in words; null: it can. */
export function lockedBecause({
  closedBecause,
  reviewer,
  signed,
}: Pick<ReviewPart, 'closedBecause' | 'reviewer' | 'signed'>): string | null {
  return closedBecause ?? (signed === null ? null : signedWords(reviewer.id, signed));
}
