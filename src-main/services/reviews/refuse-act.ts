import type { ErrorKind } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { LiveCampaign } from './live-campaign.ts';

/** Why something cannot be done in a review. */
export function refusal(
  reason: string,
  message: string,
  hint: string | null = null,
  kind: ErrorKind = 'input',
): RolebookError {
  return new RolebookError({ kind, origin: 'main', reason, message, hint });
}

/** Why nothing can be decided (any more) in a campaign, in words; null: it can. */
export function closedBecause({ campaign, state }: LiveCampaign, day: string): string | null {
  const { due, policy } = campaign.settings;
  if (state.closedAt !== null) return `This review was closed on ${state.closedAt.slice(0, 10)}.`;
  if (policy.overdue === 'lock' && day > due)
    return `This review was due on ${due}, and what was not decided by then is locked.`;
  return null;
}

/** Refuses what needs an open campaign. */
export function refuseClosed({ state }: LiveCampaign): void {
  if (state.closedAt === null) return;
  throw refusal(
    'campaign-closed',
    `This review was closed on ${state.closedAt.slice(0, 10)}. Nothing can be added to it.`,
    null,
    'conflict',
  );
}

/** The rows of these ids. Throws `row-unknown` for one that is not there. */
export function rowsOf(live: LiveCampaign, ids: readonly string[]) {
  return [...new Set(ids)].map((id) => {
    const row = live.state.rows.get(id);
    if (row === undefined)
      throw refusal('row-unknown', 'There is no such row in this review.', null, 'not-found');
    return row;
  });
}
