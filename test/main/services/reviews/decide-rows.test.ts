import { describe, expect, test } from 'vitest';
import type { ReviewDecision } from '../../../../src-shared/domain/review.ts';
import { reviewPartSchema } from '../../../../src-shared/ipc/reviews-contract.ts';
import { aReviewer } from '../../../builders/frozen-campaign.ts';
import { ada, keep, look, opened, revoke, root, settings } from '../../../builders/opened-review.ts';

describe('deciding', () => {
  test('until sign-off again and again, then no more', async () => {
    const { bench, id, part, decide } = await opened();
    await decide(['2', '3'], keep);
    await decide(['3'], revoke);
    expect(await bench.reviews.withdraw({ part, rows: ['2'] })).toEqual({ withdrawn: 1 });
    const seen = reviewPartSchema.parse(await bench.reviews.part({ part }));
    expect(
      seen.rows
        .map((row) => [row.id, row.decision?.kind ?? null])
        .toSorted(([one], [other]) => Number(one) - Number(other)),
    ).toEqual([
      ['2', null],
      ['3', 'revoke'],
    ]);
    expect(seen.closedBecause).toBeNull();
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    await expect(decide(['2'], keep)).rejects.toMatchObject({ body: { reason: 'signed-off' } });
    await expect(bench.reviews.withdraw({ part, rows: ['3'] })).rejects.toMatchObject({
      body: { reason: 'signed-off' },
    });
    expect(bench.ledger.lines()).toEqual(['review.open done', 'review.sign-off done']);
    expect((await bench.reviews.part({ part })).signed).toMatchObject({ by: root, answer: false });
  });

  test.each<[string, { rows: string[]; decision: ReviewDecision; reviewer?: string }, string]>([
    [
      'keeping privileged access without a reason',
      { rows: ['2'], decision: { kind: 'keep', reason: null } },
      'decision-refused',
    ],
    ['a row of somebody else', { rows: ['1'], decision: keep }, 'row-not-yours'],
    ['a row that is not there', { rows: ['77'], decision: keep }, 'row-unknown'],
    ['somebody else’s part', { rows: ['1'], decision: keep, reviewer: ada }, 'not-your-part'],
  ])('refuses %s', async (_, { rows, decision, reviewer = root }, reason) => {
    const { bench, id } = await opened();
    const part = { campaign: id, reviewer };
    await expect(bench.reviews.decide({ part, rows, decision, tookMs: 1 })).rejects.toMatchObject({
      body: { reason },
    });
    expect((await bench.reviews.show({ id })).summary.totals.undecided).toBe(3);
  });

  test('privileged rows are those of administrators', async () => {
    const { bench, part } = await opened();
    const rows = (await bench.reviews.part({ part })).rows;
    expect(rows.find(({ id }) => id === '2')).toMatchObject({
      subject: { id: ada },
      privileged: true,
      tier: 'administrator',
    });
  });

  test('after a due date that locks nothing can be decided, but what was can be signed off', async () => {
    const { bench, id, part, decide } = await opened({
      policy: { ...settings().policy, overdue: 'lock' },
    });
    await decide(['3'], revoke);
    look(bench, 24 * 12);
    await expect(decide(['2'], keep)).rejects.toMatchObject({ body: { reason: 'review-locked' } });
    expect((await bench.reviews.part({ part })).closedBecause).toContain('locked');
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    expect((await bench.reviews.list())[0]).toMatchObject({ overdue: true });
  });

  test('after a due date undecided rows go to the fallback, and its own to the deputy', async () => {
    const { bench, id, decide } = await opened({
      policy: { ...settings().policy, overdue: 'fallback' },
      reviewers: {
        by: 'name',
        named: [aReviewer('root')],
        fallback: aReviewer('ada'),
        deputy: aReviewer('dep'),
      },
    });
    await decide(['3'], revoke);
    look(bench, 24 * 12);
    const { reviewers } = await bench.reviews.show({ id });
    expect(reviewers.map((one) => [one.reviewer.id, one.rows])).toEqual([
      [ada, 1],
      ['dep@example.com', 1],
      [root, 1],
    ]);
  });
});
