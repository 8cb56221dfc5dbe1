import type { ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import { LiveCampaign } from './live-campaign.ts';

/** Entries that are taken between two breaths. */
const entriesAtOnce = 500;

/** A campaign that grows in memory alone, to see what would be. */
export interface CampaignCopy {
  readonly live: LiveCampaign;
  /** Takes events as if they were written now. They have no hashes: nothing of it is kept. */
  take(events: readonly ReviewEvent[]): void;
}

/** A copy of a campaign as it stands when it is made. */
export async function copyOf(live: LiveCampaign, breathe: () => Promise<void>): Promise<CampaignCopy> {
  const copy = new LiveCampaign(live.campaign, live.rows, [...live.controls]);
  for (let from = 0; from < live.entries.length; from += entriesAtOnce) {
    for (const entry of live.entries.slice(from, from + entriesAtOnce)) copy.take(entry);
    await breathe();
  }
  return {
    live: copy,
    take(events) {
      for (const event of events) {
        const end = copy.entries.at(-1);
        if (end === undefined) throw new Error('a campaign without its first entry');
        copy.take({ ...end, seq: end.seq + 1, event });
      }
    },
  };
}
