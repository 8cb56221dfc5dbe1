import type { ReviewDecision } from '../../src-shared/domain/review.ts';
import type { ReviewEntry, ReviewEvent } from '../../src-shared/domain/review-entry.ts';

const nothing = '0'.repeat(64);

/** Events as entries in this order, whose hashes say nothing: for what is folded, not proved. */
export function asEntries(events: readonly ReviewEvent[]): ReviewEntry[] {
  return events.map((event, seq) => ({
    seq,
    at: '2026-03-01T08:00:00.000Z',
    by: 'owner@example.com',
    event,
    previousHash: nothing,
    hash: nothing,
  }));
}

/** One decision. */
export function aDecided(
  reviewer: string,
  rows: readonly string[],
  decision: ReviewDecision = { kind: 'keep', reason: null },
  tookMs = 3000,
): ReviewEvent {
  return {
    type: 'decided',
    reviewer,
    rows: [...rows],
    decision,
    decidedAt: '2026-03-01T08:00:00.000Z',
    tookMs,
    way: 'app',
  };
}

/** A sign-off. */
export const aSignOff = (reviewer: string): ReviewEvent => ({
  type: 'signed-off',
  reviewer,
  decisionsHash: nothing,
});
