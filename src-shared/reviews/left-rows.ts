import type { Answered } from '../domain/review-file.ts';
import type { ReviewRow } from '../domain/review.ts';
import type { CampaignState, RowState } from './campaign-state.ts';
import { mayDecide } from './may-decide.ts';

/** Why a row of an answer is not taken with the others: what an auditor can see in the chain as well. */
export const leftReasons = ['reassigned', 'signed-off', 'decided-later'] as const;

/** One of {@link leftReasons}. */
export type LeftReason = (typeof leftReasons)[number];

/** A row of an answer that somebody has meanwhile decided about, or is asked about, elsewhere. */
export interface LeftRow {
  readonly row: ReviewRow;
  readonly why: LeftReason;
  /** Who is asked about it now. */
  readonly now: readonly string[];
}

/**
 * Why a row of an answer is left out: it is somebody else’s by now, its reviewer has signed it off, or has decided it later than
 * in the answer. Null: it is taken.
 */
export function whyLeft(
  state: Pick<CampaignState, 'signedOff' | 'reopened'>,
  { row, reviewers, decisions }: RowState,
  reviewer: string,
  { decidedAt }: Pick<Answered, 'decidedAt'>,
): LeftReason | null {
  if (!reviewers.includes(reviewer)) return 'reassigned';
  if (!mayDecide(state, reviewer, row.id)) return 'signed-off';
  const before = decisions.get(reviewer);
  return before !== undefined && Date.parse(before.decidedAt) > Date.parse(decidedAt)
    ? 'decided-later'
    : null;
}

const reasonWords: Readonly<Record<LeftReason, (many: boolean, now: string) => string>> = {
  reassigned: (many, now) => `${many ? 'are' : 'is'} ${now}’s now`,
  'signed-off': (many) => `${many ? 'were' : 'was'} signed off before, which stands`,
  'decided-later': (many) => `${many ? 'were' : 'was'} decided here later, which stands`,
};

/** What was left out of an answer and who has it now, in words; empty for nothing. */
export function leftWords(left: readonly LeftRow[]): string {
  const counts = new Map<string, { why: LeftReason; now: string; rows: number }>();
  for (const { why, now } of left) {
    const names = now.join(' and ');
    const key = why === 'reassigned' ? `${why} ${names}` : why;
    const found = counts.get(key);
    if (found === undefined) counts.set(key, { why, now: names, rows: 1 });
    else found.rows += 1;
  }
  return [...counts.values()]
    .map(({ why, now, rows }) => {
      const many = rows !== 1;
      return `${rows.toLocaleString('en')} ${many ? 'rows' : 'row'} ${reasonWords[why](many, now)}.`;
    })
    .join(' ');
}
