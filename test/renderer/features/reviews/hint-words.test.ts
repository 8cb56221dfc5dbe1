import { describe, expect, it } from 'vitest';
import { hintCodes } from '../../../../src-shared/domain/review.ts';
import { hintWords } from '../../../../src-renderer/features/reviews/hint-words.ts';

describe('hints in short', () => {
  it('says every hint in words of its own, never by its code', () => {
    const said = hintWords(hintCodes);
    expect(new Set(said).size).toBe(hintCodes.length);
    for (const text of said) expect(text).toMatch(/^[A-Z].*\.$/);
  });

  it('says the same once, and leaves what it does not know', () => {
    expect(hintWords(['orphaned', 'outlier', 'orphaned'])).toHaveLength(2);
    expect(hintWords(['something-new'])).toEqual(['something-new']);
  });
});
