import type { ReviewDecision, ReviewRow } from '../domain/review.ts';
import type { ChangeState } from '../domain/change.ts';
import type { CampaignState } from './campaign-state.ts';
import { outcomeOf } from './row-outcome.ts';

/** How far what follows from a decision is. */
export type ConsequenceState = 'to-plan' | 'waiting' | 'not-yet-proven' | 'failed' | 'proven' | 'explained';

/** A row that is to go or to change. */
export interface Consequence {
  readonly row: ReviewRow;
  readonly decision: ReviewDecision & { readonly kind: 'revoke' | 'change' };
  readonly state: ConsequenceState;
  /** What is known about it, in words. */
  readonly note: string;
}

/** A change of the outbox as far as it matters here. */
export interface PlannedChange {
  readonly state: ChangeState;
  /** Why it is stuck, in words; null where it is not. */
  readonly problem: string | null;
}

const stuck: readonly ChangeState[] = ['rejected', 'conflict', 'blocked'];

const proofs = {
  'rule-gone': 'The access rule is gone',
  'rule-replaced': 'The new access rule is there, and the old one is not',
  'subject-gone': 'Nothing of the subject is there any more',
} as const;

function stateOf(
  state: CampaignState,
  id: string,
  changeOf: (id: string) => PlannedChange | null,
): Pick<Consequence, 'state' | 'note'> {
  const proof = state.proven.get(id);
  if (proof !== undefined) return { state: 'proven', note: `${proofs[proof.how]}: seen ${proof.asOf}.` };
  const explained = state.explained.get(id);
  if (explained !== undefined) return { state: 'explained', note: explained };
  const changes = (state.planned.get(id) ?? []).map(changeOf);
  // What was planned and is not there was never saved, or was taken back: it is to be planned anew.
  if (changes.length === 0 || changes.some((change) => change === null || change.state === 'cancelled'))
    return { state: 'to-plan', note: 'Nothing is planned yet.' };
  const trouble = changes.find((change) => change !== null && stuck.includes(change.state));
  if (trouble !== undefined)
    return { state: 'failed', note: trouble?.problem ?? 'The tenant did not do it.' };
  return changes.every((change) => change?.state === 'done')
    ? { state: 'not-yet-proven', note: 'Done; the next whole look at the tenant proves it.' }
    : { state: 'waiting', note: 'Waits to be sent.' };
}

/**
 * What follows from a campaign's decisions, by those who have signed off: rows that are to go or to change, controls aside,
 * which are never sent to the tenant.
 */
export function consequencesOf(
  state: CampaignState,
  controls: ReadonlySet<string>,
  changeOf: (id: string) => PlannedChange | null,
): Consequence[] {
  const found: Consequence[] = [];
  for (const [id, row] of state.rows) {
    if (controls.has(id)) continue;
    const outcome = outcomeOf(state, row, true);
    if (outcome.kind !== 'revoke' && outcome.kind !== 'change') continue;
    const { decision } = outcome;
    if (decision.kind !== 'revoke' && decision.kind !== 'change') continue;
    found.push({ row: row.row, decision, ...stateOf(state, id, changeOf) });
  }
  return found;
}
