import type {
  DecisionKind,
  ReasonCode,
  ReviewDecision,
  Reviewer,
  ReviewRow,
} from '../../src-shared/domain/review.ts';

/** A kind of decision: its button, its key, its sign in the list. The same as in the app. */
export const decisionFaces: Readonly<Record<DecisionKind, { label: string; key: string; sign: string }>> = {
  keep: { label: 'Keep', key: 'K', sign: '✓' },
  revoke: { label: 'Revoke', key: 'R', sign: '✕' },
  change: { label: 'Change', key: 'C', sign: '⇄' },
  defer: { label: 'Put off', key: 'D', sign: '…' },
  'not-mine': { label: 'Not mine', key: 'N', sign: '?' },
};

/** Reasons in the order of their chips, which have the keys 1–9. The same as in the app. */
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
];

const otherReasons: Readonly<Partial<Record<ReasonCode, string>>> = {
  asking: 'Asking',
  'not-known-to-me': 'Not known to me',
};

/** A decision and its reason in one line. */
export function decisionText(decision: ReviewDecision, reviewers: readonly Reviewer[]): string {
  const nameOf = (id: string): string => reviewers.find((one) => one.id === id)?.name ?? id;
  const words = [decisionFaces[decision.kind].label];
  if (decision.kind === 'change') {
    if (decision.role !== null) words.push(`to ${decision.role.name}`);
    if (decision.scope !== null) words.push(`on ${decision.scope.name}`);
  }
  if (decision.kind === 'defer') words.push(`until ${decision.until}, ${nameOf(decision.owner)} finds out`);
  if (decision.kind === 'not-mine' && decision.to !== null) words.push(`(ask ${nameOf(decision.to)})`);
  const { reason } = decision;
  if (reason === null) return words.join(' ');
  const label = reasonChips.find(({ code }) => code === reason.code)?.label ?? otherReasons[reason.code];
  const why = reason.code === 'other' ? reason.text : [label, reason.text].filter(Boolean).join(': ');
  return `${words.join(' ')}. ${why}`;
}

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What revoking a row would take away, in words. */
export function effectWords({ subject, effect }: ReviewRow): readonly string[] {
  const lines = [
    effect.lostCount === 0
      ? `Revoking takes nothing away: other access rules give ${subject.name} all of it.`
      : `Revoking takes ${plural(effect.lostCount, 'permission', 'permissions')} away from ${subject.name}.`,
  ];
  if (effect.lostCount > 0 && effect.keptCount > 0)
    lines.push(
      `${plural(effect.keptCount, 'other stays', 'others stay')}, through ${plural(effect.keptBy.length, 'other rule', 'other rules')}.`,
    );
  if (effect.people !== null)
    lines.push(`It touches ${plural(effect.people, 'person', 'people')} in this group.`);
  return lines;
}

/** What the subject of a row is. */
export const subjectWords: Readonly<Record<ReviewRow['subject']['type'], string>> = {
  user: 'User',
  group: 'Group',
  'service-account': 'Service account',
  app: 'Service account',
  'all-authenticated-users': 'Everybody who can sign in',
};

/** When a subject signed in last. */
export function signInWords({ lastSignIn, signInKnown }: ReviewRow): string {
  if (!signInKnown) return 'Not known';
  return lastSignIn === null ? 'Never' : lastSignIn.slice(0, 10);
}

/** So many rows. */
export const rowWords = (count: number): string => plural(count, 'row', 'rows');
