import {
  type ReviewDecision,
  type ReviewPolicy,
  type ReviewReason,
  type ReviewRow,
  mostDeferDays,
} from '../domain/review.ts';

/** Who decides, under which policy, and on which day (`YYYY-MM-DD`). */
export interface DecisionMoment {
  readonly policy: ReviewPolicy;
  readonly reviewer: string;
  readonly day: string;
}

const dayMs = 86_400_000;

/** Whether a reviewer is the subject of a row: letters count as lower case, and a service account is known by its id. */
export function isOwnAccess(row: Pick<ReviewRow, 'subject'>, reviewer: string): boolean {
  return row.subject.id.toLowerCase() === reviewer.toLowerCase();
}

/** A reason that says something: one of those to choose from, or words. */
export function isReason(reason: ReviewReason | null): boolean {
  return reason !== null && (reason.code !== 'other' || reason.text !== '');
}

function deferProblem({ until }: Extract<ReviewDecision, { kind: 'defer' }>, day: string): string | null {
  const days = Math.round((Date.parse(until) - Date.parse(day)) / dayMs);
  if (days < 1) return 'Put it off to a day that is still to come.';
  return days > mostDeferDays ? `Put it off by ${mostDeferDays} days at most.` : null;
}

function changeProblem(
  row: ReviewRow,
  { role, scope }: Extract<ReviewDecision, { kind: 'change' }>,
): string | null {
  const sameRole = role === null || role.id === row.role.id;
  const sameScope = scope === null || (scope.type === row.scope.type && scope.id === row.scope.id);
  return sameRole && sameScope ? 'Say what it should become: another role, another place, or both.' : null;
}

/**
 * Why a reviewer cannot decide a row so, in words; null: they can. The same in the window, in an opened packet, on its page and
 * when an answer comes back (V51).
 */
export function checkDecision(
  row: ReviewRow,
  decision: ReviewDecision,
  { policy, reviewer, day }: DecisionMoment,
): string | null {
  if (isOwnAccess(row, reviewer)) return 'Nobody reviews their own access.';
  if (decision.kind === 'keep' && row.privileged && policy.reasonForPrivileged && !isReason(decision.reason))
    return 'Keeping privileged access needs a reason.';
  if (decision.reason?.code === 'other' && decision.reason.text === '')
    return 'Say the other reason in a few words.';
  if (decision.kind === 'defer') return deferProblem(decision, day);
  if (decision.kind === 'change') return changeProblem(row, decision);
  if (decision.kind === 'not-mine' && decision.to?.toLowerCase() === reviewer.toLowerCase())
    return 'Name somebody else, or nobody.';
  return null;
}
