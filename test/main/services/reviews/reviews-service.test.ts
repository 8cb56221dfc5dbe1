import { describe, expect, test } from 'vitest';
import type { CampaignSettings, ReviewDecision } from '../../../../src-shared/domain/review.ts';
import {
  campaignDetailSchema,
  campaignPreviewSchema,
  campaignSummarySchema,
  reviewPartSchema,
} from '../../../../src-shared/ipc/reviews-contract.ts';
import { aRule, aUser } from '../../../builders/facts.ts';
import { aReviewer, campaignSettings } from '../../../builders/frozen-campaign.ts';
import { systemAdministrator, usersBench, viewer, researcher } from '../../../builders/users-bench.ts';

const [root, ada, bob] = ['root@example.com', 'ada@example.com', 'bob@example.com'];
const cats = { type: 'project', id: 'p-cats', name: 'cats' };
const revoke: ReviewDecision = { kind: 'revoke', reason: null };
const keep: ReviewDecision = { kind: 'keep', reason: { code: 'needed-for-work', text: '' } };

/** Root reviews all; what is root's own goes to ada. */
const settings = (over: Partial<CampaignSettings> = {}): CampaignSettings =>
  campaignSettings({
    reviewers: { by: 'name', named: [aReviewer('root')], fallback: aReviewer('ada'), deputy: null },
    due: '2026-01-10',
    ...over,
  });

/** A bench with a campaign over its three rules (1 root's, 2 ada's, 3 bob's). */
async function opened(over: Partial<CampaignSettings> = {}, facts: Parameters<typeof usersBench>[0] = {}) {
  const bench = usersBench(facts);
  const { id } = await bench.reviews.create({ settings: settings(over) });
  const part = { campaign: id, reviewer: root };
  const decide = (rows: string[], decision: ReviewDecision) =>
    bench.reviews.decide({ part, rows, decision, tookMs: 1200 });
  return { bench, id, part, decide };
}

/** A later whole look at the tenant: what it holds now. */
function look(bench: ReturnType<typeof usersBench>, hours = 1): void {
  bench.clock.advance(hours * 3_600_000);
  bench.mirror.asOf = new Date(bench.clock.now()).toISOString();
  bench.clock.advance(1000);
}

describe('opening', () => {
  test('freezes what is there, keeps it, tells it and writes it into the journal', async () => {
    const { bench, id } = await opened();
    const [summary] = await bench.reviews.list();
    expect(campaignSummarySchema.parse(summary)).toMatchObject({
      id,
      totals: { rows: 3, undecided: 3 },
      state: 'deciding',
      mine: 2,
      overdue: false,
    });
    const detail = campaignDetailSchema.parse(await bench.reviews.show({ id }));
    expect(detail.campaign).toMatchObject({
      rows: 3,
      createdBy: root,
      snapshot: { asOf: '2026-01-02T00:00:00.000Z' },
    });
    expect(detail.reviewers.map((one) => [one.reviewer.id, one.rows])).toEqual([
      [ada, 1],
      [root, 2],
    ]);
    expect(bench.ledger.lines()).toEqual(['review.open done']);
    expect(bench.reviewsChanged).toEqual([id]);
  });

  test('a preview says the same and keeps nothing', async () => {
    const bench = usersBench();
    const preview = campaignPreviewSchema.parse(await bench.reviews.preview({ settings: settings() }));
    expect(preview).toMatchObject({ rows: 3, problems: [] });
    expect(await bench.reviews.list()).toEqual([]);
  });

  test.each<
    [
      string,
      (bench: ReturnType<typeof usersBench>) => Promise<void> | void,
      Partial<CampaignSettings>,
      string,
    ]
  >([
    ['a mirror that was never whole', (bench) => void (bench.mirror.asOf = null), {}, 'never been looked at'],
    ['an old one', (bench) => bench.clock.advance(30 * 3_600_000), {}, 'this review allows 24 hours'],
    [
      'edits that wait',
      async (bench) => {
        bench.online = false;
        await bench.rules.remove({ ids: ['3'], typed: null, acknowledged: ['V26'] });
      },
      {},
      'One change of yours waits',
    ],
    [
      'a brake that is held',
      (bench) => void (bench.sessionState = { held: { kind: 'users', wouldRemove: 7, of: 9 } }),
      {},
      '7 facts would vanish',
    ],
    [
      'an earlier moment',
      (bench) => void (bench.sessionState = { lookingBack: { moment: 1, at: 1 } }),
      {},
      'Go back to now',
    ],
    [
      'no rows',
      () => {},
      { population: { ...settings().population, roles: ['99'] } },
      'No access rule is in',
    ],
    ['a due date that is past', () => {}, { due: '2026-01-01' }, 'due date is past'],
    [
      'a row that only its subject could review',
      () => {},
      { reviewers: { by: 'name', named: [aReviewer('root')], fallback: aReviewer('root'), deputy: null } },
      'Name a deputy',
    ],
    [
      'nobody named',
      () => {},
      { reviewers: { by: 'name', named: [], fallback: aReviewer('ada'), deputy: aReviewer('root') } },
      'Nobody is named',
    ],
  ])('%s is refused, in words', async (_, prepare, over, words) => {
    const bench = usersBench();
    await prepare(bench);
    const asked = settings(over);
    expect((await bench.reviews.preview({ settings: asked })).problems.join(' ')).toContain(words);
    await expect(bench.reviews.create({ settings: asked })).rejects.toMatchObject({
      body: { reason: 'review-refused', message: expect.stringContaining(words) },
    });
    expect(await bench.reviews.list()).toEqual([]);
  });

  test('controls are rows of which the detail does not tell, and are never planned', async () => {
    const users = ['root', 'ada', 'bob'].map((name) => aUser(name));
    const { bench, id, decide, part } = await opened({ controls: 1 }, { users });
    const rows = (await bench.reviews.part({ part })).rows.map((row) => row.id);
    const other = rows.filter((row) => !['1', '2', '3'].includes(row));
    expect((await bench.reviews.show({ id })).campaign.rows).toBe(4);
    expect(other).toHaveLength(1);
    await decide(other, revoke);
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    expect((await bench.reviews.show({ id })).consequences).toEqual([]);
    expect(await bench.reviews.plan({ campaign: id, send: 'staged' })).toEqual({ changes: 0, refused: [] });
    expect(
      (await bench.reviews.show({ id })).reviewers.find((one) => one.reviewer.id === root)?.quality,
    ).toMatchObject({
      controlsSeen: 1,
      controlsCaught: 1,
    });
  });
});

describe('deciding', () => {
  test('until sign-off again and again, then no more', async () => {
    const { bench, id, part, decide } = await opened();
    await decide(['2', '3'], keep);
    await decide(['3'], revoke);
    expect(await bench.reviews.withdraw({ part, rows: ['2'] })).toEqual({ withdrawn: 1 });
    const seen = reviewPartSchema.parse(await bench.reviews.part({ part }));
    expect(seen.rows.map((row) => [row.id, row.decision?.kind ?? null]).toSorted()).toEqual([
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
    expect((await bench.reviews.part({ part })).signedOff).toBe(true);
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

describe('consequences', () => {
  test('are planned as one group with the review as its reason, proven by a later look, not before', async () => {
    const { bench, id, decide } = await opened();
    await decide(['2'], keep);
    await decide(['3'], revoke);
    await expect(bench.reviews.plan({ campaign: id, send: 'now' })).resolves.toEqual({
      changes: 0,
      refused: [],
    });
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    expect((await bench.reviews.show({ id })).consequences).toMatchObject([
      { row: { id: '3' }, state: 'to-plan' },
    ]);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 0, open: 1 });
    bench.online = false;
    expect(await bench.reviews.plan({ campaign: id, send: 'now' })).toEqual({ changes: 1, refused: [] });
    const [change] = bench.outbox.open();
    expect(change).toMatchObject({
      groupTitle: 'Review “Winter review”',
      edit: { kind: 'rule.delete', ruleId: 3 },
    });
    expect((await bench.reviews.show({ id })).consequences).toMatchObject([{ state: 'waiting' }]);
    // What is planned hides the rule here, and proves nothing.
    look(bench);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 0, open: 1 });
    bench.online = true;
    await bench.changes.send({ ids: null });
    await bench.rest();
    expect((await bench.reviews.show({ id })).consequences).toMatchObject([{ state: 'not-yet-proven' }]);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 0, open: 1 });
    look(bench);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 1, open: 0 });
    expect((await bench.reviews.show({ id })).consequences).toMatchObject([{ state: 'proven' }]);
    expect(await bench.reviews.plan({ campaign: id, send: 'now' })).toEqual({ changes: 0, refused: [] });
  });

  test('a rule that still stands is not proven to be gone', async () => {
    const { bench, id, decide } = await opened();
    await decide(['3'], revoke);
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    look(bench);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 0, open: 1 });
    bench.mirror.ruleFacts = bench.mirror.ruleFacts.filter((rule) => rule.id !== 3);
    look(bench);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 1, open: 0 });
  });

  test('a change makes the new rule first, then the old one goes (V39), and both are proven', async () => {
    const { bench, id, decide } = await opened();
    await decide(['3'], {
      kind: 'change',
      role: { id: String(researcher.id), name: researcher.name },
      scope: null,
      reason: { code: 'too-strong', text: '' },
    });
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    bench.online = false;
    expect(await bench.reviews.plan({ campaign: id, send: 'staged' })).toEqual({ changes: 2, refused: [] });
    const [create, gone] = bench.outbox.open();
    expect(create?.edit).toMatchObject({ kind: 'rule.create', roleId: researcher.id });
    expect(gone).toMatchObject({ edit: { kind: 'rule.delete', ruleId: 3 }, dependsOn: [create?.id] });
    bench.online = true;
    await bench.changes.send({ ids: [create?.id ?? '', gone?.id ?? ''] });
    await bench.rest();
    look(bench);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 1, open: 0 });
    expect((await bench.reviews.show({ id })).consequences[0]?.note).toContain(
      'The new access rule is there',
    );
  });

  test('the last administrator stays (V20), and the rest goes on', async () => {
    const users = ['root', 'ada', 'bob'].map((name) => aUser(name));
    const rules = [
      aRule(2, ada, systemAdministrator, { type: 'tenant', id: '7', name: 'Acme' }),
      aRule(3, bob, viewer, cats),
    ];
    const { bench, id, decide } = await opened({}, { users, rules });
    await decide(['2', '3'], revoke);
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    bench.online = false;
    const planned = await bench.reviews.plan({ campaign: id, send: 'staged', acknowledged: ['V49'] });
    expect(planned).toMatchObject({ changes: 1, refused: [{ row: '2' }] });
    expect(bench.outbox.open().map(({ edit }) => edit)).toMatchObject([{ ruleId: 3 }]);
  });

  test('a mass of them wants to be acknowledged (V49)', async () => {
    const users = ['root', 'ada', ...Array.from({ length: 6 }, (_, at) => `u${at}`)].map((name) =>
      aUser(name),
    );
    const rules = [
      aRule(1, root, systemAdministrator, { type: 'tenant', id: '7', name: 'Acme' }),
      ...Array.from({ length: 6 }, (_, at) => aRule(10 + at, `u${at}@example.com`, viewer, cats)),
    ];
    const { bench, id, part, decide } = await opened({}, { users, rules });
    await decide(
      (await bench.reviews.part({ part })).rows.map((row) => row.id),
      revoke,
    );
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    bench.online = false;
    await expect(bench.reviews.plan({ campaign: id, send: 'staged' })).rejects.toMatchObject({
      body: { reason: 'warnings-not-acknowledged', hint: expect.stringContaining('V49') },
    });
    expect(bench.outbox.open()).toEqual([]);
    expect(await bench.reviews.plan({ campaign: id, send: 'staged', acknowledged: ['V49'] })).toMatchObject({
      changes: 6,
    });
  });
});

test('a damaged review is told of in the list, and the others are as they were', async () => {
  const { bench, id } = await opened();
  const { id: other } = await bench.reviews.create({ settings: settings({ name: 'Other' }) });
  const broken = { ...bench.campaigns };
  Object.assign(bench.campaigns, {
    entries: (of: string, ...rest: [never, never]) => {
      if (of === id) return broken.entries(other, ...rest);
      return broken.entries(of, ...rest);
    },
  });
  const fresh = usersBench();
  Object.assign(fresh.campaigns, bench.campaigns);
  const list = await fresh.reviews.list();
  expect(list.map((one) => [one.id, one.trouble !== undefined])).toEqual([
    [other, false],
    [id, true],
  ]);
  await expect(fresh.reviews.show({ id })).rejects.toMatchObject({ body: { reason: 'campaign-damaged' } });
});
