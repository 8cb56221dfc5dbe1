import type {
  DecisionKind,
  ReviewDecision,
  ReviewPolicy,
  ReviewReason,
} from '../../../../src-shared/domain/review.ts';
import type { PartRow } from '../../../../src-shared/ipc/reviews-contract.ts';
import { isReason } from '../../../../src-shared/reviews/check-decision.ts';
import type { Decisions } from './part-lines.ts';

/** One thing that was decided here, and what it replaced; can be taken back. */
export interface DecideStep {
  readonly rows: readonly string[];
  readonly before: readonly (readonly [row: string, decision: ReviewDecision | null])[];
}

/** What was decided so far, and the way back. */
export interface DecideState {
  readonly decisions: Decisions;
  readonly steps: readonly DecideStep[];
}

/** Decisions that a part came with. */
export function startDeciding(rows: readonly PartRow[]): DecideState {
  const decisions = new Map<string, ReviewDecision>();
  for (const { id, decision } of rows) if (decision !== null) decisions.set(id, decision);
  return { decisions, steps: [] };
}

/** The same decision for some rows. */
export function decided(state: DecideState, rows: readonly string[], decision: ReviewDecision): DecideState {
  const decisions = new Map(state.decisions);
  for (const row of rows) decisions.set(row, decision);
  const before = rows.map((row) => [row, state.decisions.get(row) ?? null] as const);
  return { decisions, steps: [...state.steps, { rows, before }] };
}

/** The last step taken back, and the state without it; null when there is none. */
export function undone(
  state: DecideState,
): { readonly state: DecideState; readonly step: DecideStep } | null {
  const step = state.steps.at(-1);
  if (step === undefined) return null;
  const decisions = new Map(state.decisions);
  for (const [row, decision] of step.before) {
    if (decision === null) decisions.delete(row);
    else decisions.set(row, decision);
  }
  return { state: { decisions, steps: state.steps.slice(0, -1) }, step };
}

/** What has to be told to the main process to take a step back: rows withdrawn, and rows decided again as before. */
export function tellUndo(step: DecideStep): {
  readonly withdraw: readonly string[];
  readonly again: readonly { readonly rows: readonly string[]; readonly decision: ReviewDecision }[];
} {
  const again = new Map<string, { rows: string[]; decision: ReviewDecision }>();
  const withdraw: string[] = [];
  for (const [row, decision] of step.before) {
    if (decision === null) {
      withdraw.push(row);
      continue;
    }
    const key = JSON.stringify(decision);
    const same = again.get(key) ?? { rows: [], decision };
    same.rows.push(row);
    again.set(key, same);
  }
  return { withdraw, again: [...again.values()] };
}

/**
 * What is still missing before these rows can be decided so, in words; null: nothing. Several privileged rows are never kept
 * together without a reason, whatever the policy says.
 */
export function missingFor(
  kind: DecisionKind,
  reason: ReviewReason | null,
  rows: readonly Pick<PartRow, 'privileged'>[],
  policy: Pick<ReviewPolicy, 'reasonForPrivileged'>,
): string | null {
  if (reason?.code === 'other' && reason.text.trim() === '') return 'Say the other reason in a few words.';
  const privileged = rows.filter((row) => row.privileged).length;
  if (kind !== 'keep' || privileged === 0 || isReason(reason)) return null;
  if (rows.length > 1) return 'Keeping several privileged rows at once needs a reason: choose one with 1–9.';
  return policy.reasonForPrivileged ? 'Keeping privileged access needs a reason: choose one with 1–9.' : null;
}

/** How a part stands, counted. */
export interface PartCounts {
  readonly rows: number;
  readonly decided: number;
  readonly open: number;
}

/** Counts a part. */
export function partCounts(rows: readonly PartRow[], decisions: Decisions): PartCounts {
  let count = 0;
  for (const { id } of rows) if (decisions.has(id)) count += 1;
  return { rows: rows.length, decided: count, open: rows.length - count };
}

const day = 86_400_000;

/** A day in the reader's own time zone, so many days from now: `2026-11-27`. */
export function localDay(now: number, ahead = 0): string {
  const at = new Date(now + ahead * day);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
