import type { ReviewDecision } from '../domain/review.ts';
import { canonicalText } from './canonical-text.ts';
import type { CampaignState, RowState } from './campaign-state.ts';

/** What a row comes to. `decision` is missing where nobody's word stands alone. */
export type RowOutcome =
  | { readonly kind: 'keep' | 'revoke' | 'change' | 'defer'; readonly decision: ReviewDecision }
  | { readonly kind: 'conflict' | 'not-mine' | 'undecided' };

/** A decision without why: two may agree for different reasons. */
export function gist(decision: ReviewDecision): string {
  return canonicalText({ ...decision, reason: undefined });
}

function outcomeFrom(decision: ReviewDecision): RowOutcome {
  return decision.kind === 'not-mine' ? { kind: 'not-mine' } : { kind: decision.kind, decision };
}

/**
 * What a row comes to, by docs/evidence-format.md, “How a row is decided”. `onlySigned`: drafts count as undecided, as they do
 * once the campaign is closed.
 */
export function outcomeOf(
  { signedOff }: Pick<CampaignState, 'signedOff'>,
  { reviewers, decisions, settled }: RowState,
  onlySigned = false,
): RowOutcome {
  if (settled !== null) return outcomeFrom(settled);
  const said = reviewers.map((reviewer) =>
    onlySigned && !signedOff.has(reviewer) ? undefined : decisions.get(reviewer)?.decision,
  );
  const left = said.filter((decision) => decision?.kind !== 'not-mine');
  if (left.length === 0) return { kind: 'not-mine' };
  const [first, ...others] = left;
  // Most rows have one reviewer, and then there is nothing to compare.
  if (first !== undefined && others.length === 0) return outcomeFrom(first);
  if (first === undefined || left.includes(undefined)) return { kind: 'undecided' };
  const agreed = left.every((decision) => decision !== undefined && gist(decision) === gist(first));
  return agreed ? outcomeFrom(first) : { kind: 'conflict' };
}
