import { expect, test } from 'vitest';
import type { ReviewDecision } from '../../../src-shared/domain/review.ts';
import type { ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import { againstClosing } from '../../../src-shared/reviews/against-closing.ts';
import { CampaignFold } from '../../../src-shared/reviews/campaign-fold.ts';
import { campaignSettings, frozenCampaign } from '../../builders/frozen-campaign.ts';
import { aDecided, aSignOff, asEntries } from '../../builders/review-entries.ts';
import { aReviewRow } from '../../builders/review-rows.ts';

const [root, ada] = ['root@example.com', 'ada@example.com'];
const keep: ReviewDecision = { kind: 'keep', reason: null };

test('who decided alone where one of four eyes looked away is told, and whoever settles is another two', async () => {
  const rows = [aReviewRow({ reviewers: [root, ada], privileged: true })];
  const mine: ReviewDecision = { kind: 'not-mine', to: null, reason: { code: 'asking', text: '' } };
  const policy = { reasonForPrivileged: false, fourEyes: true, overdue: 'wait', freshHours: 24 } as const;
  const { campaign } = frozenCampaign(rows, { settings: campaignSettings({ policy }) });
  const told = (...events: ReviewEvent[]): string[] => {
    const fold = new CampaignFold(rows);
    const all: ReviewEvent[] = [
      { type: 'opened', campaign, controlsHash: '0'.repeat(64) },
      aDecided(root, ['1']),
      aDecided(ada, ['1'], mine),
      ...events,
    ];
    for (const entry of asEntries(all)) fold.apply(entry);
    return againstClosing(fold.state, []);
  };
  const alone = 'One privileged row was decided by one alone, and four eyes need two: ask somebody else.';
  const signed = [aSignOff(root), aSignOff(ada)];
  expect(told(...signed)).toEqual([alone]);
  const settled = (decision: ReviewDecision): ReviewEvent => ({ type: 'settled', row: '1', decision });
  expect(told(...signed, settled(keep))).toEqual([]);
  expect(told(aSignOff(ada), settled(keep))).toEqual([alone]);
});
