import { describe, expect, test } from 'vitest';
import type { ReviewDecision } from '../../../../src-shared/domain/review.ts';
import { bob, keep, opened, root } from '../../../builders/opened-review.ts';

describe('the owner', () => {
  test('gives rows to somebody else, never to their own subject', async () => {
    const { bench, id, part } = await opened();
    const give = (rows: string[], to: string) =>
      bench.reviews.reassign({ campaign: id, rows, from: root, to: { id: to, name: to } });
    await expect(give(['3'], bob)).rejects.toMatchObject({ body: { reason: 'own-access' } });
    await expect(give(['1'], 'x@example.com')).rejects.toMatchObject({ body: { reason: 'row-not-theirs' } });
    await give(['3'], 'x@example.com');
    expect((await bench.reviews.part({ part })).rows.map((row) => row.id)).toEqual(['2']);
    expect(
      (await bench.reviews.part({ part: { campaign: id, reviewer: 'x@example.com' } })).rows,
    ).toHaveLength(1);
  });

  test('settles what nobody takes, and explains what is not done', async () => {
    const { bench, id, decide } = await opened();
    const mine: ReviewDecision = {
      kind: 'not-mine',
      to: null,
      reason: { code: 'not-known-to-me', text: '' },
    };
    await decide(['3'], mine);
    const settle = (decision: ReviewDecision, row = '3') =>
      bench.reviews.settle({ campaign: id, row, decision });
    await expect(settle(mine)).rejects.toMatchObject({ body: { reason: 'decision-refused' } });
    await expect(settle(keep, '2')).rejects.toMatchObject({ body: { reason: 'no-conflict' } });
    await settle(keep);
    expect((await bench.reviews.show({ id })).summary.totals).toMatchObject({
      keep: 1,
      notMine: 0,
      undecided: 2,
    });
    await expect(bench.reviews.explain({ campaign: id, row: '3', text: 'x' })).rejects.toMatchObject({
      body: { reason: 'nothing-to-explain' },
    });
    await bench.reviews.explain({ campaign: id, row: '2', text: 'Nobody could be asked.' });
    expect((await bench.reviews.show({ id })).againstClosing).toEqual(['One row is undecided.']);
  });
});
