import type { Reviewer } from '../../../src-shared/domain/review.ts';
import type { ReviewPart } from '../../../src-shared/ipc/reviews-contract.ts';
import { createPlaceTree } from '../../../src-shared/access/place-tree.ts';
import { namedReviewers } from '../../../src-shared/reviews/assign-reviewers.ts';
import { openRoom } from '../edits/edit-room.ts';
import { partRowsOf, reviewerOf } from './campaign-views.ts';
import type { LiveCampaign } from './live-campaign.ts';
import { closedBecause, refusal } from './refuse-act.ts';
import { dayOf, type ReviewDeps } from './review-deps.ts';

/** What can be chosen in a part beside its rows; a packet takes it along. */
export type PartChoices = Pick<ReviewPart, 'reviewers' | 'roles' | 'places'>;

/** Everybody who is asked about something in a campaign, or is named by it. */
export function allReviewers(live: LiveCampaign): Reviewer[] {
  const ids = new Set(namedReviewers(live.campaign.settings.reviewers).keys());
  for (const { reviewers } of live.state.rows.values()) for (const id of reviewers) ids.add(id);
  return [...ids].sort().map((id) => reviewerOf(live, id));
}

/** Who would know, and what a grant can be changed to: roles and places as they are now. */
export async function partChoices(deps: ReviewDeps, live: LiveCampaign): Promise<PartChoices> {
  const { mirror } = openRoom(deps);
  const [roles, nodes] = await Promise.all([mirror.roles(), mirror.scopeTree(false)]);
  const tree = createPlaceTree(nodes);
  return {
    reviewers: allReviewers(live),
    roles: roles.filter(({ enabled }) => enabled).map(({ id, name }) => ({ id: String(id), name })),
    places: nodes.map(({ type, id, name }, place) => ({
      type,
      id,
      name,
      path: [...(tree.describe(place)?.path ?? []), name].join(' / '),
    })),
  };
}

/** reviews.part of a campaign. Rejects with `part-unknown` for somebody who is asked nothing. */
export async function partOf(deps: ReviewDeps, live: LiveCampaign, reviewer: string): Promise<ReviewPart> {
  const rows = partRowsOf(live, reviewer);
  if (rows.length === 0)
    throw refusal('part-unknown', `${reviewer} is asked about nothing in this review.`, null, 'not-found');
  const { id, settings, tenant, snapshot } = live.campaign;
  const isOther = deps.actor().toLowerCase() !== reviewer;
  const signed = live.hasSignedOff(reviewer) ? live.signing(reviewer) : null;
  return {
    part: { campaign: id, reviewer },
    campaign: { id, name: settings.name, due: settings.due, tenant: tenant.label },
    policy: settings.policy,
    asOf: snapshot.asOf,
    reviewer: reviewerOf(live, reviewer),
    ...(await partChoices(deps, live)),
    rows,
    signed,
    closedBecause:
      closedBecause(live, dayOf(deps.clock)) ??
      (isOther && signed === null
        ? `This part is ${reviewer}’s. Send it as a file, or look at it here.`
        : null),
  };
}
