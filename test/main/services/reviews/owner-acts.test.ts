import { describe, expect, test } from 'vitest';
import type { ReviewDecision } from '../../../../src-shared/domain/review.ts';
import { signOffEvent } from '../../../../src-main/services/reviews/campaign-acts.ts';
import { aRule, aUser } from '../../../builders/facts.ts';
import { aReviewer } from '../../../builders/frozen-campaign.ts';
import { ada, bob, keep, look, opened, revoke, root } from '../../../builders/opened-review.ts';
import { aDecided } from '../../../builders/review-entries.ts';
import { systemAdministrator } from '../../../builders/users-bench.ts';

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
    await expect(bench.reviews.explain({ campaign: id, rows: ['3'], text: 'x' })).rejects.toMatchObject({
      body: { reason: 'nothing-to-explain' },
    });
    await bench.reviews.explain({ campaign: id, rows: ['2'], text: 'Nobody could be asked.' });
    const shown = await bench.reviews.show({ id });
    expect(shown.againstClosing).toEqual(['One row is undecided.']);
    expect(shown.undecided).toMatchObject([{ id: '1', reviewers: [ada] }]);
    const both = bench.reviews.explain({ campaign: id, rows: ['1', '3'], text: 'Away.' });
    await expect(both).rejects.toMatchObject({ body: { reason: 'nothing-to-explain' } });
    expect((await bench.reviews.show({ id })).undecided).toHaveLength(1);
  });

  test('an explanation why nobody decided does not stand for what is decided later', async () => {
    const { bench, id, decide } = await opened();
    for (const row of ['1', '2', '3'])
      await bench.reviews.explain({ campaign: id, rows: [row], text: 'Root is away.' });
    await decide(['2'], keep);
    await decide(['3'], revoke);
    expect((await bench.reviews.show({ id })).againstClosing).toEqual([]);
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    const { consequences, againstClosing } = await bench.reviews.show({ id });
    expect(consequences).toMatchObject([{ row: { id: '3' }, state: 'to-plan' }]);
    expect(againstClosing).toEqual(['One row is to go or to change, and not planned.']);
  });

  test('decides nothing anew that is on its way to the tenant, or done', async () => {
    const { bench, id, decide } = await opened();
    const give = () =>
      bench.reviews.reassign({ campaign: id, rows: ['3'], from: root, to: { id: ada, name: ada } });
    const settle = () => bench.reviews.settle({ campaign: id, row: '3', decision: keep });
    await decide(['3'], { kind: 'not-mine', to: null, reason: { code: 'not-known-to-me', text: '' } });
    await bench.reviews.settle({ campaign: id, row: '3', decision: revoke });
    bench.online = false;
    await bench.reviews.plan({ campaign: id, send: 'staged' });
    await expect(settle()).rejects.toMatchObject({ body: { reason: 'planned-already' } });
    await expect(give()).rejects.toMatchObject({ body: { reason: 'planned-already' } });
    bench.online = true;
    await bench.changes.send({ ids: bench.outbox.open().map((change) => change.id) });
    await bench.rest();
    await expect(settle()).rejects.toMatchObject({ body: { reason: 'planned-already' } });
    look(bench);
    await bench.reviews.prove({ campaign: id });
    await expect(settle()).rejects.toMatchObject({ body: { reason: 'proven-already' } });
    await expect(give()).rejects.toMatchObject({ body: { reason: 'proven-already' } });
  });

  test('does not outvote the other two eyes alone', async () => {
    const fourEyes = { reasonForPrivileged: true, fourEyes: true, overdue: 'wait', freshHours: 24 } as const;
    const users = ['root', 'ada', 'bob', 'eve'].map((name) => aUser(name));
    const rules = [aRule(1, bob, systemAdministrator, { type: 'tenant', id: '7', name: 'Acme' })];
    const reviewers = {
      by: 'name' as const,
      named: [aReviewer('root'), aReviewer('ada')],
      fallback: aReviewer('eve'),
      deputy: null,
    };
    const { bench, id, decide } = await opened({ policy: fourEyes, reviewers }, { users, rules });
    await decide(['1'], keep);
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    const live = await bench.live.get(id);
    const decided = (decision: ReviewDecision) =>
      bench.live.append(live, { events: [aDecided(ada, ['1'], decision)] });
    decided(revoke);
    bench.live.append(live, { events: [signOffEvent(live, ada)] });
    const settle = (decision: ReviewDecision) => bench.reviews.settle({ campaign: id, row: '1', decision });
    await expect(settle(keep)).rejects.toMatchObject({ body: { reason: 'four-eyes' } });
    await settle(revoke);
    expect((await bench.reviews.show({ id })).summary.totals).toMatchObject({ revoke: 1 });
  });
});
