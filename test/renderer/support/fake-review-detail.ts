import type { ReviewDecision, Reviewer, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { CampaignDetail } from '../../../src-shared/ipc/reviews-contract.ts';
import { fakeNow } from './fake-facts.ts';
import { closingId, fakeTotals, openId, reviewers } from './fake-review-rows.ts';
import type { FakeReviewState } from './fake-review-state.ts';

const [me, second] = reviewers as [Reviewer, Reviewer];

/** What a row without a decision is drawn as in the plots, so that they have something to show. */
function sample(row: string): ReviewDecision | null {
  const number = Number(row) % 9;
  if (number < 5) return { kind: 'keep', reason: null };
  return number < 7 ? { kind: 'revoke', reason: null } : null;
}

/** One review as its owner sees it. */
export function fakeReviewDetail(state: FakeReviewState, id: string): CampaignDetail {
  const { rows, decisions, signed, proven, planned, settled, closed, summary, campaignOf } = state;
  const one = summary(id);
  const closing = id === closingId;
  const gone: ReviewDecision = { kind: 'revoke', reason: { code: 'not-used', text: '' } };
  const first = rows[0] as ReviewRow;
  const consequences = closing
    ? rows.slice(1, 8).map((row, at) => ({
        row,
        decision:
          at < 5
            ? gone
            : ({
                kind: 'change',
                role: { id: '9', name: 'Viewer' },
                scope: null,
                reason: { code: 'too-strong', text: '' },
              } as const),
        state: proven
          ? ('proven' as const)
          : planned
            ? at === 6
              ? ('failed' as const)
              : at === 0
                ? ('proven' as const)
                : ('not-yet-proven' as const)
            : ('to-plan' as const),
        note: proven
          ? 'The access rule is gone, seen today at 09:14.'
          : planned
            ? at === 6
              ? 'The tenant refused it: the role is in use by a policy.'
              : 'Sent. A whole sync after it will show.'
            : '',
      }))
    : [];
  return {
    campaign: campaignOf(id),
    summary: one,
    reviewers: reviewers.map((reviewer, at) => {
      const own = rows.filter((row) => row.reviewers.includes(reviewer.id));
      return {
        reviewer,
        rows: id === openId ? own.length : 16,
        decided: id === openId ? own.filter((row) => decisions.has(row.id)).length : 16,
        privileged: own.filter((row) => row.privileged).length,
        signedOff: id !== openId || signed.has(reviewer.id),
        packet: (['none', 'back', 'out'] as const)[at] ?? 'none',
        quality:
          id === openId && at === 2
            ? null
            : {
                medianMs: at === 1 ? 900 : 4200,
                p90Ms: at === 1 ? 1400 : 11_000,
                longestKeeps: at === 1 ? 61 : 9,
                bulkShare: at === 1 ? 0.72 : 0.1,
                keptUnexplained: at === 1 ? 0.5 : 0,
                controlsSeen: 2,
                controlsCaught: at === 1 ? 0 : 2,
              },
      };
    }),
    conflicts:
      closing && !settled
        ? [
            {
              row: first,
              decisions: [
                { reviewer: me, decision: { kind: 'keep', reason: { code: 'on-call', text: '' } } },
                { reviewer: second, decision: gone },
              ],
            },
          ]
        : [],
    undecided: [],
    nobodys: id === openId ? rows.slice(3, 5) : [],
    consequences,
    againstClosing: closed
      ? []
      : closing
        ? proven
          ? []
          : ['7 rows that are to go or to change are neither proven nor explained.']
        : id === openId
          ? [`${one.totals.undecided} rows are undecided.`, '3 reviewers have not signed off.']
          : [],
    progress: [2, 9, 4, 0, 0, 12, 15, 6].map((decided, at) => ({
      day: new Date(fakeNow - (8 - at) * 86_400_000).toISOString().slice(0, 10),
      decided,
    })),
    byDepartment: ['vision', 'language', 'robotics', 'platform'].map((name, at) => ({
      name,
      totals: fakeTotals(
        rows.filter((_, place) => place % 4 === at),
        (row) => decisions.get(row) ?? sample(row),
      ),
    })),
    byRole: [...new Set(rows.map(({ role }) => role.name))].slice(0, 6).map((name) => ({
      name,
      totals: fakeTotals(
        rows.filter((row) => row.role.name === name),
        (row) => decisions.get(row) ?? sample(row),
      ),
    })),
  };
}
