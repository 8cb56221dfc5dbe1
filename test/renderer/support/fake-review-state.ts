import type { Campaign, ReviewDecision, Reviewer, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { CampaignSummary, PartRef } from '../../../src-shared/ipc/reviews-contract.ts';
import type { FakeFacts } from './fake-facts.ts';
import {
  closingId,
  deepId,
  fakeCampaign,
  fakeReviewRows,
  fakeTotals,
  openId,
  reviewers,
} from './fake-review-rows.ts';

const [me] = reviewers as [Reviewer];

/** What the fake's reviews have come to. */
export interface FakeReviewState {
  readonly rows: readonly ReviewRow[];
  readonly byId: ReadonlyMap<string, ReviewRow>;
  /** The number of each group, by its key. */
  readonly groups: ReadonlyMap<string, number>;
  readonly decisions: Map<string, ReviewDecision>;
  readonly signed: Set<string>;
  /** Campaigns that were opened beside those that are there. */
  readonly extra: Campaign[];
  /** How far the closing review is. */
  settled: boolean;
  planned: boolean;
  proven: boolean;
  closed: boolean;
  /** The rows of a part. */
  mine(part: PartRef): readonly ReviewRow[];
  campaignOf(id: string): Campaign;
  summary(id: string): CampaignSummary;
}

/** Says which rows are shown as one group. */
export const groupKey = (row: ReviewRow): string => `${row.role.id} ${row.scope.type} ${row.scope.id}`;

/** Reviews of which nothing is decided yet, over so many rows. */
export function createFakeReviewState(facts: FakeFacts, count: number): FakeReviewState {
  const rows = fakeReviewRows(facts, count);
  const groups = new Map([...new Set(rows.map(groupKey))].map((key, at) => [key, at]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const decisions = new Map<string, ReviewDecision>();
  const signed = new Set<string>();
  const extra: Campaign[] = [];

  const mine = (part: PartRef): readonly ReviewRow[] =>
    'packet' in part ? rows.slice(0, 40) : rows.filter((row) => row.reviewers.includes(part.reviewer));
  const totals = () => fakeTotals(rows, (id) => decisions.get(id) ?? null);
  const summary = (id: string): CampaignSummary => {
    const campaign = campaignOf(id);
    const base = {
      id,
      name: campaign.settings.name,
      due: campaign.settings.due,
      createdAt: campaign.createdAt,
    };
    if (id === openId)
      return {
        ...base,
        totals: totals(),
        state: 'deciding',
        overdue: false,
        mine: mine({ campaign: openId, reviewer: me.id }).filter((row) => !decisions.has(row.id)).length,
      };
    const whole = fakeTotals(rows.slice(0, 48), () => ({ kind: 'keep', reason: null }));
    const part = { ...whole, keep: 41, revoke: 5, change: 2 };
    if (id === closingId)
      return {
        ...base,
        totals: state.settled ? part : { ...part, keep: 40, conflict: 1 },
        state: state.closed
          ? 'closed'
          : state.proven
            ? 'ready-to-close'
            : state.planned
              ? 'proving'
              : 'ready-to-plan',
        overdue: true,
        mine: 0,
      };
    return { ...base, totals: { ...part, keep: 40, defer: 1 }, state: 'closed', overdue: false, mine: 0 };
  };
  const campaignOf = (id: string): Campaign =>
    extra.find((one) => one.id === id) ??
    (id === openId
      ? fakeCampaign(openId, 'Autumn review of access', '2026-12-11', rows.length)
      : id === closingId
        ? fakeCampaign(closingId, 'Privileged access, third quarter', '2026-11-20', 48)
        : fakeCampaign(deepId, 'Summer review', '2026-07-31', 48));

  const state: FakeReviewState = {
    rows,
    byId,
    groups,
    decisions,
    signed,
    extra,
    settled: false,
    planned: false,
    proven: false,
    closed: false,
    mine,
    campaignOf,
    summary,
  };
  return state;
}
