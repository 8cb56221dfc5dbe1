import type { ReviewDecision, ReviewPolicy, ReviewRow } from '../domain/review.ts';
import type { CampaignState, RowState } from './campaign-state.ts';
import { gist, outcomeOf } from './row-outcome.ts';

/** Whether a decision about a row wants two people who decide the same (V50). */
export function wantsFourEyes(
  policy: Pick<ReviewPolicy, 'fourEyes'>,
  { privileged }: Pick<ReviewRow, 'privileged'>,
  { kind }: Pick<ReviewDecision, 'kind'>,
): boolean {
  return policy.fourEyes && privileged && (kind === 'keep' || kind === 'change');
}

/** Everybody who has decided so about a row, each once, `settledBy` among them. `counts`: whose decisions count. */
export function whoDecidedSo(
  { reviewers, decisions, settledBy }: Pick<RowState, 'reviewers' | 'decisions' | 'settledBy'>,
  decision: ReviewDecision,
  counts: (reviewer: string) => boolean,
): ReadonlySet<string> {
  const same = reviewers.filter((reviewer) => {
    const said = decisions.get(reviewer);
    return said !== undefined && counts(reviewer) && gist(said.decision) === gist(decision);
  });
  return new Set([...(settledBy === null ? [] : [settledBy]), ...same]);
}

/** Whether a row is kept or changed by one alone though the policy wants two, by those who have signed off. */
export function lacksFourEyes(state: Pick<CampaignState, 'campaign' | 'signedOff'>, row: RowState): boolean {
  const outcome = outcomeOf(state, row, true);
  if (!('decision' in outcome) || state.campaign === null) return false;
  if (!wantsFourEyes(state.campaign.settings.policy, row.row, outcome.decision)) return false;
  return whoDecidedSo(row, outcome.decision, (reviewer) => state.signedOff.has(reviewer)).size < 2;
}
