import type { DecisionKind, ReasonCode, ReviewDecision, Reviewer, ReviewReason } from '../domain/review.ts';

/** A kind of decision: its button, its key, its sign in a list, and how it is told afterwards. */
export interface DecisionFace {
  readonly label: string;
  readonly key: string;
  readonly sign: string;
  readonly done: string;
}

/** Every kind of decision, in the order of the buttons. */
export const decisionFaces: Readonly<Record<DecisionKind, DecisionFace>> = {
  keep: { label: 'Keep', key: 'K', sign: '✓', done: 'Keep' },
  revoke: { label: 'Revoke', key: 'R', sign: '✕', done: 'Revoke' },
  change: { label: 'Change…', key: 'C', sign: '⇄', done: 'Change' },
  defer: { label: 'Put off…', key: 'D', sign: '…', done: 'Put off' },
  'not-mine': { label: 'Not mine', key: 'N', sign: '?', done: 'Not mine' },
};

/** Reasons in the order of their chips: the first nine have the keys 1–9. */
export const reasonChips: readonly { readonly code: ReasonCode; readonly label: string }[] = [
  { code: 'needed-for-work', label: 'Needed for work' },
  { code: 'on-call', label: 'On call' },
  { code: 'only-holder', label: 'Only one who can' },
  { code: 'left', label: 'Left' },
  { code: 'moved', label: 'Moved on' },
  { code: 'not-used', label: 'Not used' },
  { code: 'too-wide', label: 'Too wide' },
  { code: 'too-strong', label: 'Too strong' },
  { code: 'other', label: 'Other' },
  { code: 'duplicate', label: 'Duplicate' },
  { code: 'mistake', label: 'Mistake' },
  { code: 'asking', label: 'Asking' },
  { code: 'not-known-to-me', label: 'Not known to me' },
];

/** A reason in words: its chip, and what was written beside it. */
export function reasonText(reason: ReviewReason | null): string | null {
  if (reason === null) return null;
  const label = reasonChips.find(({ code }) => code === reason.code)?.label ?? reason.code;
  if (reason.code === 'other') return reason.text === '' ? label : reason.text;
  return reason.text === '' ? label : `${label}: ${reason.text}`;
}

function detailOf(decision: ReviewDecision, nameOf: (id: string) => string): string {
  switch (decision.kind) {
    case 'change': {
      const role = decision.role === null ? '' : ` to ${decision.role.name}`;
      return `${role}${decision.scope === null ? '' : ` on ${decision.scope.name}`}`;
    }
    case 'defer':
      return ` until ${decision.until}, ${nameOf(decision.owner)} finds out`;
    case 'not-mine':
      return decision.to === null ? '' : `, ask ${nameOf(decision.to)}`;
    default:
      return '';
  }
}

/** A decision in one line: "Revoke. Not used", "Change to Viewer on vision. Too wide". */
export function decisionText(decision: ReviewDecision, reviewers: readonly Reviewer[] = []): string {
  const nameOf = (id: string): string => reviewers.find((one) => one.id === id)?.name ?? id;
  const why = reasonText(decision.reason);
  return `${decisionFaces[decision.kind].done}${detailOf(decision, nameOf)}${why === null ? '' : `. ${why}`}`;
}
