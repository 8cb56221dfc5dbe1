import type { ReviewDecision, Reviewer } from '../../../src-shared/domain/review.ts';
import type { ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import { timestamp } from '../../../src-shared/ports/clock.ts';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';
import { checkDecision, isOwnAccess } from '../../../src-shared/reviews/check-decision.ts';
import { lacksFourEyes, wantsFourEyes, whoDecidedSo } from '../../../src-shared/reviews/four-eyes.ts';
import { outcomeOf } from '../../../src-shared/reviews/row-outcome.ts';
import { signedWords } from '../../../src-shared/reviews/signing.ts';
import { standingDecisions } from '../../../src-shared/reviews/standing-decisions.ts';
import { hashOfText } from '../../db/campaign-rows.ts';
import { openRoom } from '../edits/edit-room.ts';
import type { LiveCampaign } from './live-campaign.ts';
import { closedBecause, refusal, refuseClosed, rowsOf } from './refuse-act.ts';
import { dayOf, plannedChangeIn, type ReviewDeps } from './review-deps.ts';

/** In the window everybody decides their own part alone; others’ comes as a file. */
function refuseOthers(deps: ReviewDeps, reviewer: string): void {
  if (deps.actor().toLowerCase() === reviewer) return;
  throw refusal(
    'not-your-part',
    `This part is ${reviewer}’s, and you are signed in as ${deps.actor()}.`,
    'Send it as a file: the answer comes back as one.',
    'not-permitted',
  );
}

function refuseUndecidable(deps: ReviewDeps, live: LiveCampaign, reviewer: string): void {
  refuseClosed(live);
  refuseOthers(deps, reviewer);
  const because = closedBecause(live, dayOf(deps.clock));
  if (because !== null) throw refusal('review-locked', because, null, 'unavailable');
}

function signedAlready(live: LiveCampaign, reviewer: string): string {
  const signing = live.signing(reviewer);
  return signing === null ? `${reviewer} has signed off.` : signedWords(reviewer, signing);
}

/** Rows that a reviewer may decide now. Throws for the first that is not theirs, or is signed off. */
function ownRows(live: LiveCampaign, reviewer: string, ids: readonly string[]) {
  return rowsOf(live, ids).map((one) => {
    if (!one.reviewers.includes(reviewer))
      throw refusal('row-not-yours', `${one.row.subject.name} is not in this part.`, null, 'not-permitted');
    if (!live.mayDecide(reviewer, one.row.id))
      throw refusal(
        'signed-off',
        signedAlready(live, reviewer),
        'What is not right any more, the owner of the review gives to somebody else.',
        'conflict',
      );
    return one;
  });
}

/** reviews.decide: the same decision about all these rows, all or none. */
export function decide(
  deps: ReviewDeps,
  live: LiveCampaign,
  input: { reviewer: string; rows: readonly string[]; decision: ReviewDecision; tookMs: number },
): number {
  const { reviewer, decision } = input;
  refuseUndecidable(deps, live, reviewer);
  const { policy } = live.campaign.settings;
  const rows = ownRows(live, reviewer, input.rows);
  for (const { row } of rows) {
    const problem = checkDecision(row, decision, { policy, reviewer, day: dayOf(deps.clock) });
    if (problem !== null)
      throw refusal('decision-refused', problem, rows.length > 1 ? `It is about ${row.subject.name}.` : null);
  }
  deps.live.append(live, {
    events: [
      {
        type: 'decided',
        reviewer,
        rows: rows.map(({ row }) => row.id),
        decision,
        decidedAt: timestamp(deps.clock),
        tookMs: input.tookMs,
        way: 'app',
      },
    ],
  });
  return rows.length;
}

/** reviews.withdraw: rows that were decided are undecided again. */
export function withdraw(
  deps: ReviewDeps,
  live: LiveCampaign,
  reviewer: string,
  ids: readonly string[],
): number {
  refuseUndecidable(deps, live, reviewer);
  const rows = ownRows(live, reviewer, ids).filter(({ decisions }) => decisions.has(reviewer));
  if (rows.length === 0) return 0;
  deps.live.append(live, { events: [{ type: 'withdrawn', reviewer, rows: rows.map(({ row }) => row.id) }] });
  return rows.length;
}

/** The event with which a reviewer’s decisions stand. */
export function signOffEvent(live: LiveCampaign, reviewer: string): ReviewEvent {
  return {
    type: 'signed-off',
    reviewer,
    decisionsHash: hashOfText(canonicalText(standingDecisions(live.state, reviewer))),
  };
}

/** reviews.signOff. After a due date that locks, what was decided before can still be signed off. */
export function signOff(deps: ReviewDeps, live: LiveCampaign, reviewer: string): void {
  refuseClosed(live);
  refuseOthers(deps, reviewer);
  if (live.hasSignedOff(reviewer))
    throw refusal('signed-off', signedAlready(live, reviewer), null, 'conflict');
  const decisions = standingDecisions(live.state, reviewer).length;
  if (decisions === 0)
    throw refusal('nothing-decided', 'Nothing is decided yet, so there is nothing to sign off.');
  const event = signOffEvent(live, reviewer);
  const hash = event.type === 'signed-off' ? event.decisionsHash : '';
  deps.live.append(live, {
    events: [event],
    journal: [
      {
        verb: 'review.sign-off',
        object: live.campaign.settings.name,
        detail: { campaign: live.campaign.id, reviewer, decisions, decisionsHash: hash, result: 'done' },
      },
    ],
  });
}

/** Refuses to decide anew what is at the tenant, or on its way there. */
function refuseDone(deps: ReviewDeps, live: LiveCampaign, id: string): void {
  if (live.state.proven.has(id))
    throw refusal(
      'proven-already',
      'This row is proven to be done, so it cannot be decided anew.',
      null,
      'conflict',
    );
  const changeOf = plannedChangeIn(openRoom(deps));
  const going = (live.state.planned.get(id) ?? []).some((change) => {
    const found = changeOf(change);
    return found !== null && found.state !== 'cancelled';
  });
  if (going)
    throw refusal(
      'planned-already',
      'What was decided about this row is on its way to the tenant, or done.',
      'Discard its change first, where it still waits.',
      'conflict',
    );
}

/** reviews.settle: where two do not agree, or nobody took it, the owner decides; never about their own access. */
export function settle(deps: ReviewDeps, live: LiveCampaign, id: string, decision: ReviewDecision): void {
  refuseClosed(live);
  const [state] = rowsOf(live, [id]);
  if (state === undefined) return;
  refuseDone(deps, live, id);
  const { kind } = outcomeOf(live.state, state);
  const isOpen = kind === 'conflict' || kind === 'not-mine' || lacksFourEyes(live.state, state);
  if (state.settled === null && !isOpen)
    throw refusal('no-conflict', 'Nobody disagrees about this row, so there is nothing to settle.');
  if (decision.kind === 'not-mine')
    throw refusal('decision-refused', 'Settle it with a decision, or ask somebody else.');
  const { policy } = live.campaign.settings;
  const problem = checkDecision(state.row, decision, {
    policy,
    reviewer: deps.actor(),
    day: dayOf(deps.clock),
  });
  if (problem !== null) throw refusal('decision-refused', problem);
  const settledBy = deps.actor().toLowerCase();
  const same = whoDecidedSo({ ...state, settledBy }, decision, () => true);
  if (wantsFourEyes(policy, state.row, decision) && same.size < 2)
    throw refusal(
      'four-eyes',
      'Four eyes: privileged access stays only where two people decide so, and nobody else has.',
      'Ask somebody else about this row, or take the access away.',
    );
  deps.live.append(live, { events: [{ type: 'settled', row: id, decision }] });
}

/** reviews.reassign: rows of one reviewer go to another, who never gets their own. */
export function reassign(
  deps: ReviewDeps,
  live: LiveCampaign,
  input: { rows: readonly string[]; from: string; to: Reviewer },
): void {
  refuseClosed(live);
  const { from, to } = input;
  const rows = rowsOf(live, input.rows);
  for (const { row, reviewers } of rows) {
    refuseDone(deps, live, row.id);
    if (!reviewers.includes(from))
      throw refusal('row-not-theirs', `${from} is not asked about ${row.subject.name}.`);
    if (isOwnAccess(row, to.id))
      throw refusal(
        'own-access',
        `${row.subject.name} is ${to.id} themselves. Nobody reviews their own access.`,
        'Choose somebody else.',
      );
    if (reviewers.includes(to.id))
      throw refusal(
        'reviewer-already',
        `${to.id} is asked about ${row.subject.name} already.`,
        'Choose somebody else.',
      );
  }
  deps.live.append(live, {
    events: [{ type: 'reassigned', rows: rows.map(({ row }) => row.id), from, to: to.id }],
  });
}

/** reviews.explain: why rows are not as they were decided, or were not decided; all or none. */
export function explain(deps: ReviewDeps, live: LiveCampaign, ids: readonly string[], text: string): void {
  refuseClosed(live);
  const rows = rowsOf(live, ids);
  for (const state of rows) {
    const about = rows.length > 1 ? `It is about ${state.row.subject.name}.` : null;
    if (live.state.proven.has(state.row.id))
      throw refusal('proven-already', 'This row is proven to be done. There is nothing to explain.', about);
    const { kind } = outcomeOf(live.state, state, true);
    if (kind === 'keep' || kind === 'defer')
      throw refusal('nothing-to-explain', 'This row stays as it is. There is nothing to explain.', about);
  }
  deps.live.append(live, {
    events: rows.map(({ row }): ReviewEvent => ({ type: 'explained', row: row.id, text })),
  });
}

/**
 * What the policy `fallback` does once the due date is past: undecided rows go to the fallback reviewer, or to the deputy
 * where the fallback may not or is asked already. Where neither may, they stay.
 */
export function passOverdueOn(deps: ReviewDeps, live: LiveCampaign): void {
  const { due, policy, reviewers: rule } = live.campaign.settings;
  if (policy.overdue !== 'fallback' || live.state.closedAt !== null || dayOf(deps.clock) <= due) return;
  const moves = new Map<string, { from: string; to: string; rows: string[] }>();
  const last = [rule.fallback.id, ...(rule.deputy === null ? [] : [rule.deputy.id])];
  for (const { row, reviewers, decisions, settled } of live.state.rows.values()) {
    const left = reviewers.filter((id) => !decisions.has(id) && !last.includes(id));
    const asked = new Set(reviewers);
    if (settled !== null) continue;
    for (const from of left) {
      const to = last.find((id) => !asked.has(id) && !isOwnAccess(row, id));
      if (to === undefined) continue;
      asked.add(to);
      const key = `${from}\n${to}`;
      const move = moves.get(key) ?? { from, to, rows: [] };
      moves.set(key, move);
      move.rows.push(row.id);
    }
  }
  if (moves.size === 0) return;
  deps.live.append(live, { events: [...moves.values()].map((move) => ({ type: 'reassigned', ...move })) });
}
