import type { CampaignState } from './campaign-state.ts';

type SignOffs = Pick<CampaignState, 'signedOff' | 'reopened'>;

/** Whether a reviewer has signed off, and nothing came to them since. */
export function hasSignedOff({ signedOff, reopened }: SignOffs, reviewer: string): boolean {
  return signedOff.has(reviewer) && !reopened.has(reviewer);
}

/** Whether a reviewer can (still) decide a row of theirs: before their sign-off, and what came to them after it. */
export function mayDecide({ signedOff, reopened }: SignOffs, reviewer: string, row: string): boolean {
  return !signedOff.has(reviewer) || reopened.get(reviewer)?.has(row) === true;
}
