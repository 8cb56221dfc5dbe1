import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import { consequencesOf } from '../../../src-shared/reviews/consequences.ts';
import type { RosterRow } from '../../../src-shared/reviews/freeze-question.ts';
import { indexRoster, proofOf } from '../../../src-shared/reviews/proof-of-row.ts';
import type { RowProof } from '../../../src-shared/reviews/campaign-state.ts';
import { gatesOf } from '../access/tenant-gates.ts';
import { openRoom } from '../edits/edit-room.ts';
import { refuseIncomplete } from './last-look.ts';
import type { LiveCampaign } from './live-campaign.ts';
import { refuseClosed } from './refuse-act.ts';
import { plannedChangeIn, type ReviewDeps } from './review-deps.ts';

/** Rules in one message of the mirror. */
const rowsAtOnce = 500;
const mostTries = 3;

/** The rules that a campaign’s rows are held against, as the tenant was when it was last looked at as a whole. */
export interface RosterNow {
  /** RFC 3339, UTC. */
  readonly asOf: string;
  readonly rows: readonly RosterRow[];
}

/** See {@link rosterNow}; `since`: when that look began, so that every list of it was read later. */
async function readRoster(
  deps: ReviewDeps,
  live: LiveCampaign,
): Promise<{ readonly roster: RosterNow; readonly since: string }> {
  const subjects = new Map<string, readonly [string, string]>();
  for (const { subject } of live.rows)
    subjects.set(`${subject.type}\n${subject.id}`, [subject.type, subject.id]);
  const room = openRoom(deps);
  const { access } = room.mirror;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const look = deps.lastLook();
    refuseIncomplete(look);
    const {
      id,
      rows: count,
      asOf,
    } = await access.roster({
      gates: await gatesOf(room),
      population: live.campaign.settings.population,
      subjects: [...subjects.values()],
    });
    if (asOf === null) break;
    const rows: RosterRow[] = [];
    let whole = true;
    for (let from = 0; from < count && whole; from += rowsAtOnce) {
      const part = await access.rosterRows({ id, from, to: from + rowsAtOnce });
      whole = part !== null;
      rows.push(...(part ?? []));
      await deps.breathe();
    }
    // A sync that ended meanwhile may not have seen what this one saw.
    if (!whole || deps.lastLook()?.endedAt !== look?.endedAt) continue;
    const end = new Date(asOf).toISOString();
    const began = look === null ? end : new Date(look.startedAt).toISOString();
    return { roster: { asOf: end, rows }, since: began < end ? began : end };
  }
  throw new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'mirror-moved',
    retryable: true,
    message: 'The local copy of the tenant changes just now, or was never whole.',
    hint: 'Sync, then try again.',
  });
}

/** Reads them, sorted by id. Rejects with `look-incomplete`, and with `mirror-moved` where the mirror does not stand still. */
export async function rosterNow(deps: ReviewDeps, live: LiveCampaign): Promise<RosterNow> {
  return (await readRoster(deps, live)).roster;
}

/** When what was decided about a row was written down last. */
function decidedAt(live: LiveCampaign, id: string): string {
  const row = live.state.rows.get(id);
  const times = [...(row?.decisions.values() ?? [])].map(({ seq }) => live.entries[seq]?.at ?? '');
  return [live.settledAt(id) ?? '', ...times].toSorted().at(-1) ?? '';
}

/** When the last of a row’s changes was done; null while one is not, '' where nothing was planned. */
function doneAt(deps: ReviewDeps, changes: readonly string[]): string | null {
  const { outbox } = openRoom(deps);
  let last = '';
  for (const id of changes) {
    const change = outbox.get(id);
    // Taken back, or never saved: whatever happened then was not our doing, and the tenant alone tells.
    if (change === null || change.state === 'cancelled') continue;
    if (change.state !== 'done') return null;
    if (change.updatedAt > last) last = change.updatedAt;
  }
  return last;
}

/**
 * reviews.prove: holds every row that is to go or to change against the last whole look at the tenant, which must have
 * begun after the decision, and after what was done. Nothing is taken for proven that the tenant was not seen to do.
 */
export async function proveCampaign(
  deps: ReviewDeps,
  live: LiveCampaign,
): Promise<{ proven: number; open: number }> {
  refuseClosed(live);
  const open = consequencesOf(live.state, live.controls, plannedChangeIn(openRoom(deps))).filter(
    ({ state }) => state !== 'proven' && state !== 'explained',
  );
  if (open.length === 0) return { proven: 0, open: 0 };
  const { roster, since } = await readRoster(deps, live);
  const { asOf, rows } = roster;
  const index = indexRoster(rows);
  const proven = new Map<RowProof['how'], string[]>();
  let count = 0;
  for (const one of open) {
    const done = doneAt(deps, live.state.planned.get(one.row.id) ?? []);
    if (done === null || since <= done || since <= decidedAt(live, one.row.id)) continue;
    const how = proofOf(one, index);
    if (how === null) continue;
    proven.set(how, [...(proven.get(how) ?? []), one.row.id]);
    count += 1;
  }
  if (count > 0) {
    const events = [...proven].map(([how, ids]): ReviewEvent => ({ type: 'proven', rows: ids, asOf, how }));
    deps.live.append(live, {
      events,
      journal: [
        {
          verb: 'review.prove',
          object: live.campaign.settings.name,
          detail: { campaign: live.campaign.id, rows: count, asOf, result: 'done' },
        },
      ],
    });
  }
  return { proven: count, open: open.length - count };
}
