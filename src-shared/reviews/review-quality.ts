import type { CampaignState, StandingDecision } from './campaign-state.ts';
import { isReason } from './check-decision.ts';

/** How carefully one reviewer looked, as far as times and habits tell (ux.md, idea 5). */
export interface ReviewQuality {
  /** Milliseconds a row, of decisions in the order of size: the middle one, and the 9th of 10. */
  readonly medianMs: number;
  readonly p90Ms: number;
  /** Rows kept one after another at most. */
  readonly longestKeeps: number;
  /** Share of rows that were decided together with others, 0–1. */
  readonly bulkShare: number;
  /** Share of privileged rows that were kept without words, 0–1. */
  readonly keptUnexplained: number;
  readonly controlsSeen: number;
  /** Controls that were not kept. */
  readonly controlsCaught: number;
}

const share = (part: number, of: number): number => (of === 0 ? 0 : part / of);

const atShare = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

function longestRunOfKeeps(inOrder: readonly StandingDecision[]): number {
  let longest = 0;
  let run = 0;
  for (const { decision } of inOrder) {
    run = decision.kind === 'keep' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** The quality of one reviewer's decisions; null before the first one. `controls`: ids of made-up rows. */
export function qualityOf(
  { rows }: Pick<CampaignState, 'rows'>,
  reviewer: string,
  controls: ReadonlySet<string>,
): ReviewQuality | null {
  const decided: {
    readonly id: string;
    readonly privileged: boolean;
    readonly standing: StandingDecision;
  }[] = [];
  for (const [id, { row, decisions }] of rows) {
    const standing = decisions.get(reviewer);
    if (standing !== undefined) decided.push({ id, privileged: row.privileged, standing });
  }
  if (decided.length === 0) return null;
  const times = decided.map(({ standing }) => standing.tookMs / standing.together).toSorted((a, b) => a - b);
  const inOrder = decided.map(({ standing }) => standing).toSorted((left, right) => left.seq - right.seq);
  const privileged = decided.filter((one) => one.privileged);
  const seen = decided.filter(({ id }) => controls.has(id));
  const unexplained = privileged.filter(
    ({ standing: { decision } }) => decision.kind === 'keep' && !isReason(decision.reason),
  );
  return {
    medianMs: Math.round(atShare(times, 0.5)),
    p90Ms: Math.round(atShare(times, 0.9)),
    longestKeeps: longestRunOfKeeps(inOrder),
    bulkShare: share(decided.filter(({ standing }) => standing.together > 1).length, decided.length),
    keptUnexplained: share(unexplained.length, privileged.length),
    controlsSeen: seen.length,
    controlsCaught: seen.filter(({ standing }) => standing.decision.kind !== 'keep').length,
  };
}
