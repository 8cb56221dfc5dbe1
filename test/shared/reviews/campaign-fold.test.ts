import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReviewDecision, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import { CampaignFold } from '../../../src-shared/reviews/campaign-fold.ts';
import type { CampaignState } from '../../../src-shared/reviews/campaign-state.ts';
import { outcomeOf } from '../../../src-shared/reviews/row-outcome.ts';
import { standingDecisions } from '../../../src-shared/reviews/standing-decisions.ts';
import { totalsOf } from '../../../src-shared/reviews/review-totals.ts';
import { aDecided, aSignOff, asEntries } from '../../builders/review-entries.ts';
import { aReviewRow } from '../../builders/review-rows.ts';

const [rita, omar, lena] = ['rita@example.com', 'omar@example.com', 'lena@example.com'];

function folded(rows: readonly ReviewRow[], events: readonly ReviewEvent[]): CampaignState {
  const fold = new CampaignFold(rows);
  for (const entry of asEntries(events)) fold.apply(entry);
  return fold.state;
}

const keep: ReviewDecision = { kind: 'keep', reason: null };
const keepBecause: ReviewDecision = { kind: 'keep', reason: { code: 'on-call', text: '' } };
const revoke: ReviewDecision = { kind: 'revoke', reason: { code: 'left', text: '' } };
const change: ReviewDecision = {
  kind: 'change',
  role: { id: '9', name: 'Viewer' },
  scope: null,
  reason: null,
};
const defer: ReviewDecision = {
  kind: 'defer',
  owner: lena,
  until: '2026-03-20',
  reason: { code: 'asking', text: '' },
};
const notMine: ReviewDecision = { kind: 'not-mine', to: null, reason: { code: 'not-known-to-me', text: '' } };

describe('what a row comes to', () => {
  const one = aReviewRow({ reviewers: [rita] });
  const two = aReviewRow({ reviewers: [rita, omar] });
  const moved: ReviewEvent = { type: 'reassigned', rows: ['1'], from: rita, to: lena };
  const settled: ReviewEvent = { type: 'settled', row: '1', decision: revoke };
  const by = (reviewer: string, decision: ReviewDecision): ReviewEvent => aDecided(reviewer, ['1'], decision);
  const cases: readonly [string, ReviewRow, readonly ReviewEvent[], string][] = [
    ['nobody decided', one, [], 'undecided'],
    ['its reviewer decided', one, [by(rita, keep)], 'keep'],
    ['decided anew', one, [by(rita, keep), by(rita, revoke)], 'revoke'],
    ['withdrawn', one, [by(rita, keep), { type: 'withdrawn', reviewer: rita, rows: ['1'] }], 'undecided'],
    ['somebody else decided', one, [by(omar, keep)], 'undecided'],
    ['not theirs', one, [by(rita, notMine)], 'not-mine'],
    ['given to somebody else', one, [by(rita, notMine), moved], 'undecided'],
    ['who decided then', one, [by(rita, notMine), moved, by(lena, defer)], 'defer'],
    ['one of two', two, [by(rita, keep)], 'undecided'],
    ['two who agree', two, [by(rita, keep), by(omar, keep)], 'keep'],
    ['two who agree for different reasons', two, [by(rita, keep), by(omar, keepBecause)], 'keep'],
    ['two who do not agree', two, [by(rita, keep), by(omar, revoke)], 'conflict'],
    ['two changes that differ', two, [by(rita, change), by(omar, { ...change, role: null })], 'conflict'],
    ['settled', two, [by(rita, keep), by(omar, revoke), settled], 'revoke'],
    ['not one’s, and the other decides', two, [by(rita, notMine), by(omar, revoke)], 'revoke'],
    ['not one’s, and the other has not', two, [by(rita, notMine)], 'undecided'],
    ['neither’s', two, [by(rita, notMine), by(omar, notMine)], 'not-mine'],
  ];
  test.each(cases)('%s: %4$s', (_, row, events, outcome) => {
    const state = folded([row], events);
    const [only] = state.rows.values();
    expect(only && outcomeOf(state, only).kind).toBe(outcome);
  });

  test('drafts count as undecided where only what is signed counts', () => {
    const draft = folded([one], [by(rita, keep)]);
    expect(totalsOf(draft)).toMatchObject({ keep: 1, undecided: 0 });
    expect(totalsOf(draft, { onlySigned: true })).toMatchObject({ keep: 0, undecided: 1 });
    const signed = folded([one], [by(rita, keep), aSignOff(rita)]);
    expect(totalsOf(signed, { onlySigned: true })).toMatchObject({ keep: 1, undecided: 0 });
  });
});

const reviewers = [rita, omar, lena];
const someDecision = fc.constantFrom(keep, keepBecause, revoke, change, defer, notMine);
const someRows = fc
  .array(fc.subarray(reviewers, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 12 })
  .map((asked) => asked.map((who, at) => aReviewRow({ id: String(at), reviewers: who })));

/** What one reviewer does, in order: decides and withdraws rows, theirs or not. */
const doings = (reviewer: string, most: number): fc.Arbitrary<ReviewEvent[]> =>
  fc.array(
    fc
      .tuple(fc.uniqueArray(fc.nat(most), { minLength: 1, maxLength: 4 }), fc.option(someDecision))
      .map(([rows, decision]): ReviewEvent =>
        decision === null
          ? { type: 'withdrawn', reviewer, rows: rows.map(String) }
          : aDecided(reviewer, rows.map(String), decision),
      ),
    { maxLength: 12 },
  );

describe('for any doings', () => {
  const campaigns = someRows.chain((rows) =>
    fc.tuple(fc.constant(rows), ...reviewers.map((reviewer) => doings(reviewer, rows.length - 1))),
  );

  test('the totals reconcile: every row is counted once (V51)', () => {
    fc.assert(
      fc.property(campaigns, fc.boolean(), ([rows, ...each], onlySigned) => {
        const { rows: all, ...others } = totalsOf(folded(rows, each.flat()), { onlySigned });
        expect(all).toBe(rows.length);
        expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(all);
      }),
    );
  });

  test('it makes no difference whose answer comes first', () => {
    const looks = (state: CampaignState): unknown => [
      totalsOf(state),
      [...state.rows].map(([id, row]) => [id, outcomeOf(state, row)]),
      reviewers.map((reviewer) => standingDecisions(state, reviewer)),
    ];
    fc.assert(
      fc.property(campaigns, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), ([rows, ...each], order) => {
        const signed = each.map((events, at) => [...events, aSignOff(reviewers[at] ?? '')]);
        const shuffled = order.flatMap((at) => signed[at] ?? []);
        expect(looks(folded(rows, shuffled))).toEqual(looks(folded(rows, signed.flat())));
      }),
    );
  });
});
