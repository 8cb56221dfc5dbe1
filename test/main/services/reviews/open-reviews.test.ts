import { describe, expect, test } from 'vitest';
import type { CampaignSettings } from '../../../../src-shared/domain/review.ts';
import {
  campaignDetailSchema,
  campaignPreviewSchema,
  campaignSummarySchema,
} from '../../../../src-shared/ipc/reviews-contract.ts';
import { aUser } from '../../../builders/facts.ts';
import { aReviewer } from '../../../builders/frozen-campaign.ts';
import { ada, aRun, opened, revoke, root, settings } from '../../../builders/opened-review.ts';
import { usersBench } from '../../../builders/users-bench.ts';

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
      'a brake that an earlier start held',
      (bench) => {
        const held = { kind: 'users', wouldRemove: 7, of: 9 } as const;
        bench.sessionState = { lastRun: aRun('2026-01-03', '2026-01-03', { outcome: 'held', held }) };
      },
      {},
      '7 facts would vanish',
    ],
    [
      'a look that was not whole, though nothing could be reached since',
      (bench) => {
        bench.lastLook = aRun('2026-01-02', '2026-01-02', { outcome: 'partial' });
        bench.sessionState = { lastRun: aRun('2026-01-02', '2026-01-02', { outcome: 'failed' }) };
      },
      {},
      'did not see everything',
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
