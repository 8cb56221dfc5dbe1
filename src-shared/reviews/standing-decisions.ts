import type { ReviewDecision } from '../domain/review.ts';
import type { CampaignState } from './campaign-state.ts';

/** A reviewer's decisions that stand, by row, sorted by row: what a sign-off signs (docs/evidence-format.md). */
export function standingDecisions(
  { rows }: Pick<CampaignState, 'rows'>,
  reviewer: string,
): readonly (readonly [row: string, decision: ReviewDecision])[] {
  const standing: (readonly [string, ReviewDecision])[] = [];
  for (const [id, { decisions }] of rows) {
    const decided = decisions.get(reviewer);
    if (decided !== undefined) standing.push([id, decided.decision]);
  }
  return standing.toSorted(([left], [right]) => (left < right ? -1 : 1));
}
