import type Sqlite from 'better-sqlite3';
import { type Campaigns, createCampaigns } from '../../src-main/db/campaigns.ts';
import type { Journal } from '../../src-main/db/journal.ts';
import { LiveCampaigns } from '../../src-main/services/reviews/live-campaigns.ts';
import type { ReviewDeps } from '../../src-main/services/reviews/review-deps.ts';
import {
  createReviewsService,
  type ReviewParts,
  type ReviewsService,
} from '../../src-main/services/reviews/reviews-service.ts';
import { countingUuids } from './counting-random.ts';

/** Files, packets and evidence, which tests of their own look at. */
function otherParts(): ReviewParts {
  const none = async (): Promise<never> => {
    throw new Error('not in this bench');
  };
  return {
    files: { exportPackets: none, readAnswers: none, importAnswers: none },
    desk: {
      openPacket: none,
      closePacket: none,
      saveAnswer: none,
      part: none,
      row: none,
      decide: none,
      withdraw: none,
    },
    evidence: { close: none, saveEvidence: none, verify: none },
  };
}

/** The reviews of a bench, over its ledger. */
export interface ReviewsBench {
  readonly campaigns: Campaigns;
  readonly live: LiveCampaigns;
  readonly reviews: ReviewsService;
  /** Campaigns that were told to have changed. */
  readonly reviewsChanged: (string | null)[];
}

/** What the reviews of a bench take from the rest of it: their random ids and their campaigns are their own. */
export type ReviewsBenchDeps = Omit<
  ReviewDeps,
  'random' | 'live' | 'campaigns' | 'history' | 'breathe' | 'onChanged'
> & {
  readonly database: Sqlite.Database;
  readonly journal: Journal;
};

/** A real service of reviews in a ledger; there is no history, and files, packets and evidence are refused. */
export function reviewsBench({ database, journal, ...rest }: ReviewsBenchDeps): ReviewsBench {
  const { actor, clock } = rest;
  const campaigns = createCampaigns(database, clock, journal);
  const reviewsChanged: string[] = [];
  const breathe = (): Promise<void> => Promise.resolve();
  const onChanged = (campaign: string): void => void reviewsChanged.push(campaign);
  const live = new LiveCampaigns({ campaigns: () => campaigns, actor, breathe, onChanged });
  const deps: ReviewDeps = {
    ...rest,
    random: countingUuids(),
    live,
    campaigns: () => campaigns,
    history: () => ({ moments: async () => [] }),
    breathe,
    onChanged,
  };
  return { campaigns, live, reviews: createReviewsService(deps, otherParts()), reviewsChanged };
}
