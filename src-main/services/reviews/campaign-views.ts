import type { Reviewer, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { ReviewTotals } from '../../../src-shared/domain/review-entry.ts';
import type {
  CampaignDetail,
  CampaignSummary,
  PartRow,
  ReviewerStatus,
} from '../../../src-shared/ipc/reviews-contract.ts';
import { againstClosing } from '../../../src-shared/reviews/against-closing.ts';
import type { RowState } from '../../../src-shared/reviews/campaign-state.ts';
import {
  type Consequence,
  consequencesOf,
  type PlannedChange,
} from '../../../src-shared/reviews/consequences.ts';
import { namedReviewers } from '../../../src-shared/reviews/assign-reviewers.ts';
import { qualityOf } from '../../../src-shared/reviews/review-quality.ts';
import { totalsOf } from '../../../src-shared/reviews/review-totals.ts';
import { outcomeOf } from '../../../src-shared/reviews/row-outcome.ts';
import type { LiveCampaign } from './live-campaign.ts';

/** What a view of a campaign depends on beside it. */
export interface ViewContext {
  /** Today, `YYYY-MM-DD`. */
  readonly day: string;
  /** Who is signed in, in lower case. */
  readonly actor: string;
  changeOf(id: string): PlannedChange | null;
}

/** A reviewer with the name that the settings have for them. */
export function reviewerOf({ campaign }: LiveCampaign, id: string): Reviewer {
  return namedReviewers(campaign.settings.reviewers).get(id) ?? { id, name: id };
}

/** Rows that wait for a reviewer. */
export function openRowsOf(live: LiveCampaign, reviewer: string): RowState[] {
  return [...live.state.rows.values()].filter(
    ({ row, reviewers, decisions, settled }) =>
      settled === null &&
      reviewers.includes(reviewer) &&
      !decisions.has(reviewer) &&
      live.mayDecide(reviewer, row.id),
  );
}

function stateOf(
  live: LiveCampaign,
  consequences: readonly Consequence[],
  against: readonly string[],
): CampaignSummary['state'] {
  if (live.state.closedAt !== null) return 'closed';
  if (against.length === 0) return 'ready-to-close';
  const open = [...live.state.rows].some(
    ([id, row]) =>
      !live.state.explained.has(id) &&
      ['undecided', 'conflict', 'not-mine'].includes(outcomeOf(live.state, row, true).kind),
  );
  if (open) return 'deciding';
  return consequences.some(({ state }) => state === 'to-plan') ? 'ready-to-plan' : 'proving';
}

/** A campaign in a list. `consequences`: for whoever has worked them out already. */
export function summaryOf(
  live: LiveCampaign,
  context: ViewContext,
  consequences = consequencesOf(live.state, live.controls, context.changeOf),
): CampaignSummary {
  const { campaign, state } = live;
  const totals = totalsOf(state, { onlySigned: state.closedAt !== null });
  const isOpen = state.closedAt === null;
  return {
    id: campaign.id,
    name: campaign.settings.name,
    due: campaign.settings.due,
    createdAt: campaign.createdAt,
    totals,
    state: stateOf(live, consequences, againstClosing(state, consequences)),
    overdue: isOpen && context.day > campaign.settings.due && totals.undecided + totals.notMine > 0,
    mine: isOpen ? openRowsOf(live, context.actor).length : 0,
  };
}

function statusOf(live: LiveCampaign, id: string, rows: readonly RowState[]): ReviewerStatus {
  const packets = [...live.state.packets.values()].filter(({ reviewer }) => reviewer === id);
  const back = packets.some(({ answerHash }) => answerHash !== null);
  return {
    reviewer: reviewerOf(live, id),
    rows: rows.length,
    decided: rows.filter(({ decisions }) => decisions.has(id)).length,
    privileged: rows.filter(({ row }) => row.privileged).length,
    signedOff: live.hasSignedOff(id),
    packet: packets.length === 0 ? 'none' : back ? 'back' : 'out',
    quality: qualityOf(live.state, id, live.controls),
  };
}

/** Where a row counts in the plot by department; the path of a project ends in its department. */
function departmentOf({ scope }: ReviewRow): string {
  if (scope.type === 'department') return scope.name;
  if (scope.type !== 'project') return 'Above departments';
  return scope.path.split(' / ').at(-2) ?? 'No department';
}

function totalsBy(
  live: LiveCampaign,
  nameOf: (row: ReviewRow) => string,
): { name: string; totals: ReviewTotals }[] {
  const groups = new Map<string, RowState[]>();
  for (const row of live.state.rows.values()) {
    const name = nameOf(row.row);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  const onlySigned = live.state.closedAt !== null;
  return [...groups]
    .map(([name, rows]) => ({ name, totals: totalsOf(live.state, { rows, onlySigned }) }))
    .sort((one, other) => other.totals.rows - one.totals.rows || (one.name < other.name ? -1 : 1));
}

function progressOf(live: LiveCampaign): CampaignDetail['progress'] {
  const days = new Map<string, number>();
  for (const { event } of live.entries)
    if (event.type === 'decided') {
      const day = event.decidedAt.slice(0, 10);
      days.set(day, (days.get(day) ?? 0) + event.rows.length);
    }
  return [...days]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, decided]) => ({ day, decided }));
}

/** So many rows that nobody decided are named; all are counted. */
const mostUndecided = 200;

/** Whether a row would be undecided if the campaign were closed now, and nobody has said why. */
function isOpenAtTheEnd({ state }: LiveCampaign, row: RowState): boolean {
  return (
    state.closedAt === null &&
    !state.explained.has(row.row.id) &&
    outcomeOf(state, row, true).kind === 'undecided'
  );
}

/** Everything about a campaign but its rows. */
export function detailOf(live: LiveCampaign, context: ViewContext): CampaignDetail {
  const { campaign, state, controls } = live;
  const consequences = consequencesOf(state, controls, context.changeOf);
  const byReviewer = new Map<string, RowState[]>();
  const conflicts: CampaignDetail['conflicts'] = [];
  const nobodys: ReviewRow[] = [];
  const undecided: CampaignDetail['undecided'] = [];
  for (const row of state.rows.values()) {
    for (const reviewer of row.reviewers) {
      const rows = byReviewer.get(reviewer);
      if (rows === undefined) byReviewer.set(reviewer, [row]);
      else rows.push(row);
    }
    if (undecided.length < mostUndecided && isOpenAtTheEnd(live, row)) {
      const { id, subject, role, scope } = row.row;
      undecided.push({ id, subject, role, scope, reviewers: [...row.reviewers] });
    }
    const { kind } = outcomeOf(state, row);
    if (kind === 'not-mine') nobodys.push(row.row);
    if (kind === 'conflict')
      conflicts.push({
        row: row.row,
        decisions: row.reviewers.flatMap((id) => {
          const decided = row.decisions.get(id);
          return decided === undefined
            ? []
            : [{ reviewer: reviewerOf(live, id), decision: decided.decision }];
        }),
      });
  }
  return {
    campaign,
    summary: summaryOf(live, context, consequences),
    reviewers: [...byReviewer]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([id, rows]) => statusOf(live, id, rows)),
    conflicts,
    undecided,
    nobodys,
    consequences,
    againstClosing: state.closedAt === null ? againstClosing(state, consequences) : [],
    progress: progressOf(live),
    byDepartment: totalsBy(live, departmentOf),
    byRole: totalsBy(live, ({ role }) => role.name),
  };
}

/** Rows of a part in a list: groups are those with the same role at the same place. */
export function partRowsOf(live: LiveCampaign, reviewer: string): PartRow[] {
  const groups = new Map<string, number>();
  const rows: PartRow[] = [];
  for (const { row, reviewers, decisions } of live.state.rows.values()) {
    if (!reviewers.includes(reviewer)) continue;
    const { id, subject, role, scope, privileged, hints } = row;
    const key = `${role.id}\n${scope.type}\n${scope.id}`;
    const group = groups.get(key) ?? groups.size;
    groups.set(key, group);
    rows.push({
      id,
      subject,
      role: role.name,
      tier: role.tier,
      scope: scope.path,
      privileged,
      hints: hints.map(({ code }) => code),
      group,
      decision: decisions.get(reviewer)?.decision ?? null,
    });
  }
  return rows;
}
