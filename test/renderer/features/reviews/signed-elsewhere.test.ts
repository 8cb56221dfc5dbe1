import { describe, expect, it } from 'vitest';
import { lockedBecause } from '../../../../src-renderer/features/reviews/decide/locked-because.ts';
import { signsPart } from '../../../../src-renderer/features/reviews/decide/signed-elsewhere.ts';

const [campaign, other] = ['0e8d7c57-5a3a-4d53-8b8b-9a3f0a6c2b11', '1f8d7c57-5a3a-4d53-8b8b-9a3f0a6c2b12'];
const [rita, lena] = ['rita@example.com', 'lena@example.com'];

describe('a notice that a review changed', () => {
  it.each([
    ['of this part', { campaign, signedOff: [lena, rita] }, true],
    ['of another reviewer', { campaign, signedOff: [lena] }, false],
    ['of another review', { campaign: other, signedOff: [rita] }, false],
    // Each decision of one's own is such a notice: ten thousand rows are not read again for it.
    ['without a sign-off', { campaign, signedOff: [] }, false],
  ])('%s', (_, changed, is) => {
    expect(signsPart(changed, { campaign, reviewer: rita })).toBe(is);
    expect(signsPart(changed, { packet: campaign })).toBe(false);
  });
});

describe('why nothing can be decided', () => {
  const reviewer = { id: rita, name: 'Rita' };
  const signed = { by: rita, at: '2026-03-05T12:00:00.000Z', answer: false };
  it.each([
    [{ closedBecause: null, reviewer, signed: null }, null],
    [{ closedBecause: null, reviewer, signed }, `Signed off by ${rita} on `],
    [{ closedBecause: 'It was closed.', reviewer, signed }, 'It was closed.'],
  ])('%j', (part, words) => {
    const because = lockedBecause(part);
    if (words === null) expect(because).toBeNull();
    else expect(because).toContain(words);
  });
});
