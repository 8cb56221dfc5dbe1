import { Buffer } from 'node:buffer';
import type { Campaign, CampaignSettings, ReviewRow } from '../../../src-shared/domain/review.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { CampaignPreview } from '../../../src-shared/ipc/reviews-contract.ts';
import { timestamp } from '../../../src-shared/ports/clock.ts';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';
import { chancesOfControl, type Frozen } from '../../../src-shared/reviews/freeze-question.ts';
import { refuseFreeze } from '../../../src-shared/reviews/refuse-freeze.ts';
import { hashOfText } from '../../db/campaign-rows.ts';
import { packBody, type StoredBody } from '../../db/facts/page-body.ts';
import { gatesOf } from '../access/tenant-gates.ts';
import { openRoom } from '../edits/edit-room.ts';
import { missedBy } from './last-look.ts';
import { createRosterHash } from './live-campaigns.ts';
import { dayOf, type ReviewDeps } from './review-deps.ts';

/** Rows of one page, and of one message of the mirror: packing them takes a few milliseconds. */
const rowsOfPage = 40;

/** So often rows are frozen anew because the mirror moved on while they were taken out of it. */
const mostTries = 3;

/** Why nothing can be frozen now with these settings, in words. */
function problemsNow(deps: ReviewDeps, { policy, due, reviewers }: CampaignSettings): string[] {
  const state = deps.state();
  const { lastRun, mirrorAsOf: asOf } = state;
  // The brake is of this session; that it held before is in the last run.
  const held = state.held ?? (lastRun?.outcome === 'held' ? lastRun.held : null);
  const problems = refuseFreeze({
    asOf,
    held: held?.wouldRemove ?? null,
    incomplete: missedBy(deps.lastLook()),
    waiting: openRoom(deps).outbox.open().length,
    lookingBack: state.lookingBack !== undefined,
    now: deps.clock.now(),
    freshHours: policy.freshHours,
  });
  if (due < dayOf(deps.clock)) problems.push('The due date is past. Choose a later one.');
  if (reviewers.by === 'name' && reviewers.named.length === 0)
    problems.push('Nobody is named to review. Name somebody.');
  return problems;
}

async function freeze(
  deps: ReviewDeps,
  { population, reviewers, policy }: CampaignSettings,
  more: { readonly reviewed: readonly string[]; readonly controls: number; readonly keep: boolean },
): Promise<Frozen> {
  const room = openRoom(deps);
  return await room.mirror.access.freeze({
    gates: await gatesOf(room),
    population,
    reviewers,
    fourEyes: policy.fourEyes,
    reviewed: more.reviewed,
    chances: Array.from({ length: more.controls }, () =>
      Array.from({ length: chancesOfControl }, () => deps.random.below(2 ** 31)),
    ),
    keep: more.keep,
  });
}

/** What a campaign with these settings would be. */
export async function previewCampaign(
  deps: ReviewDeps,
  settings: CampaignSettings,
): Promise<CampaignPreview> {
  const problems = problemsNow(deps, settings);
  const { rows, privileged, reviewers, ...told } = await freeze(deps, settings, {
    reviewed: [],
    controls: 0,
    keep: false,
  });
  return {
    rows,
    privileged,
    reviewers: reviewers.map((share) => ({ ...share })),
    problems: [...problems, ...told.problems],
    asOf: told.asOf,
  };
}

function refused(problems: readonly string[]): RolebookError {
  return new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'review-refused',
    message: problems.join(' '),
    hint: 'Nothing was opened.',
  });
}

/** Ids of rows that campaigns of this ledger held; of what cannot be read any more nothing is known. */
async function reviewedBefore(deps: ReviewDeps): Promise<string[]> {
  const ids: string[] = [];
  for (const id of deps.live.ids()) {
    const live = await deps.live.get(id).catch(() => null);
    for (const row of live?.rows ?? []) if (live?.controls.has(row.id) !== true) ids.push(row.id);
  }
  return ids;
}

interface Taken {
  readonly frozen: Frozen;
  readonly pages: readonly StoredBody[];
  readonly rosterHash: string;
}

/** Freezes, and takes all rows out of the mirror, packed page by page; null when the mirror moved on meanwhile. */
async function takeRows(
  deps: ReviewDeps,
  settings: CampaignSettings,
  reviewed: readonly string[],
): Promise<Taken | null> {
  const { mirror } = openRoom(deps);
  const frozen = await freeze(deps, settings, { reviewed, controls: settings.controls, keep: true });
  if (frozen.problems.length > 0) throw refused(frozen.problems);
  const hash = createRosterHash();
  const pages: StoredBody[] = [];
  for (let from = 0; from < frozen.rows; from += rowsOfPage) {
    const rows: readonly ReviewRow[] | null = await mirror.access.frozenRows({
      id: frozen.id,
      from,
      to: from + rowsOfPage,
    });
    if (rows === null) return null;
    hash.add(rows);
    pages.push(packBody(Buffer.from(JSON.stringify(rows), 'utf8')));
    await deps.breathe();
  }
  return { frozen, pages, rosterHash: hash.end() };
}

/** The history's newest moment, which is the look at the tenant; null where it keeps none. */
async function newestMoment(deps: ReviewDeps): Promise<number | null> {
  try {
    return (await deps.history().moments()).at(-1)?.id ?? null;
  } catch {
    return null;
  }
}

/** Freezes a campaign and keeps it. Rejects with `review-refused`, which says why in words, and then nothing was kept. */
export async function createCampaign(deps: ReviewDeps, settings: CampaignSettings): Promise<string> {
  const problems = problemsNow(deps, settings);
  if (problems.length > 0) throw refused(problems);
  const reviewed = await reviewedBefore(deps);
  let taken: Taken | null = null;
  for (let tries = 0; tries < mostTries && taken === null; tries += 1)
    taken = await takeRows(deps, settings, reviewed);
  const { session, mirror } = openRoom(deps);
  if (taken === null) throw refused(['The local copy changes just now. Try again in a moment.']);
  const { frozen, pages, rosterHash } = taken;
  const { counts } = await mirror.info();
  // Facts may have moved while the rows were read: what is frozen must be what the checks looked at.
  const after = problemsNow(deps, settings);
  if (after.length > 0 || frozen.asOf === null) throw refused(after);
  const { connection, productText } = session.describe();
  const actor = deps.actor();
  const controls = [...frozen.controls];
  const campaign: Campaign = {
    id: deps.random.uuid(),
    settings,
    tenant: { label: connection.label, url: connection.url, productVersion: productText },
    createdAt: timestamp(deps.clock),
    createdBy: actor,
    snapshot: {
      asOf: new Date(frozen.asOf).toISOString(),
      moment: await newestMoment(deps),
      counts: { ...counts },
    },
    rows: frozen.rows,
    rosterHash,
  };
  deps.campaigns().create({
    campaign,
    controls,
    controlsHash: hashOfText(canonicalText(controls)),
    pages,
    journal: [
      {
        actor,
        verb: 'review.open',
        object: settings.name,
        detail: {
          campaign: campaign.id,
          rows: frozen.rows,
          due: settings.due,
          roster: rosterHash,
          result: 'done',
        },
      },
    ],
  });
  return campaign.id;
}
