import type { CampaignSettings, ReviewDecision } from '../../src-shared/domain/review.ts';
import type { SyncRun } from '../../src-shared/domain/sync-state.ts';
import { aReviewer, campaignSettings } from './frozen-campaign.ts';
import { type UsersBench, usersBench } from './users-bench.ts';

/** The people of the bench; root is signed in. */
export const [root, ada, bob] = ['root@example.com', 'ada@example.com', 'bob@example.com'] as const;

/** Decisions as they are mostly made. */
export const revoke: ReviewDecision = { kind: 'revoke', reason: null };
export const keep: ReviewDecision = { kind: 'keep', reason: { code: 'needed-for-work', text: '' } };

/** Root reviews all; what is root's own goes to ada. */
export const settings = (over: Partial<CampaignSettings> = {}): CampaignSettings =>
  campaignSettings({
    reviewers: { by: 'name', named: [aReviewer('root')], fallback: aReviewer('ada'), deputy: null },
    due: '2026-01-10',
    ...over,
  });

/** A bench with a campaign over its three rules (1 root's, 2 ada's, 3 bob's). */
export async function opened(
  over: Partial<CampaignSettings> = {},
  facts: Parameters<typeof usersBench>[0] = {},
) {
  const bench = usersBench(facts);
  const { id } = await bench.reviews.create({ settings: settings(over) });
  const part = { campaign: id, reviewer: root };
  const decide = (rows: string[], decision: ReviewDecision) =>
    bench.reviews.decide({ part, rows, decision, tookMs: 1200 });
  return { bench, id, part, decide };
}

/** A run of sync that began and ended when it says. */
export const aRun = (startedAt: string, endedAt: string, over: Partial<SyncRun> = {}): SyncRun => ({
  startedAt,
  endedAt,
  outcome: 'complete',
  rows: 9,
  requests: 9,
  bytes: 9,
  added: 0,
  changed: 0,
  removed: 0,
  error: null,
  held: null,
  ...over,
});

/** A later whole look at the tenant: what it holds now. */
export function look(bench: UsersBench, hours = 1): void {
  bench.clock.advance(hours * 3_600_000);
  bench.mirror.asOf = new Date(bench.clock.now()).toISOString();
  bench.clock.advance(1000);
}
