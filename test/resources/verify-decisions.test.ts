import { expect, test } from 'vitest';
import type { FinishedCampaign } from '../builders/finished-campaigns.ts';
import { retold } from '../builders/retold-campaign.ts';
import {
  failedOf,
  plain,
  withEntry,
  changeEvent,
  changeDecided,
  lonelyKeep,
  told,
  campaignWith,
} from './failed-points.ts';

const cases: readonly [number, string, () => Promise<number[]>][] = [
  [
    5,
    'an entry about a row that nobody knows',
    () =>
      failedOf(
        withEntry(plain, (said) => ({ ...said, event: { type: 'explained', row: 'nowhere', text: 'why' } })),
      ),
  ],
  [
    5,
    'a decision by somebody who is no reviewer of the row',
    () =>
      failedOf(
        withEntry(plain, (said) => ({
          ...said,
          event: {
            type: 'decided',
            reviewer: 'eve@example.com',
            rows: [plain.rows[0]?.id ?? ''],
            decision: { kind: 'keep', reason: null },
            decidedAt: said.at,
            tookMs: 900,
            way: 'app',
          },
        })),
      ),
  ],
  [
    5,
    'a sign-off of something else',
    () =>
      failedOf(
        changeEvent(plain, 'signed-off', (event) => ({ ...event, decisionsHash: 'b'.repeat(64) }), {
          signOffs: true,
        }),
      ),
  ],
  [
    5,
    'a decision after the sign-off',
    () => {
      const [campaign, where] = campaignWith(lonelyKeep(false));
      const { at, by, event } = campaign.entries[where] ??
        campaign.entries[0] ?? { at: '', by: '', event: undefined };
      if (event?.type !== 'decided') throw new Error('no decision');
      const again = told(campaign, (said) =>
        said.event.type === 'signed-off' && said.event.reviewer === event.reviewer
          ? [said, { at: said.at, by, event }]
          : [said],
      );
      expect(at).not.toBe('');
      return failedOf(again);
    },
  ],
  [
    6,
    'a reviewer who decided about their own access',
    () => {
      const [campaign, where] = campaignWith(lonelyKeep(false));
      const event = campaign.entries[where]?.event;
      if (event?.type !== 'decided') throw new Error('no decision');
      const own = <Row extends FinishedCampaign['rosterAfter']['rows'][number]>(row: Row): Row =>
        event.rows.includes(row.id)
          ? { ...row, subject: { ...row.subject, id: event.reviewer.toUpperCase() } }
          : row;
      const { rosterAfter } = campaign;
      return failedOf(
        retold({
          ...campaign,
          rows: campaign.rows.map(own),
          rosterAfter: { ...rosterAfter, rows: rosterAfter.rows.map(own) },
        }),
      );
    },
  ],
  [
    7,
    'a privileged row kept without a reason',
    () => {
      const [campaign, where] = campaignWith(lonelyKeep(true), { reasonForPrivileged: true });
      return failedOf(
        changeDecided(campaign, where, (event) => ({ ...event, decision: { kind: 'keep', reason: null } })),
      );
    },
  ],
  [
    7,
    'a privileged row kept for another reason without words',
    () => {
      const [campaign, where] = campaignWith(lonelyKeep(true), { reasonForPrivileged: true });
      return failedOf(
        changeDecided(campaign, where, (event) => ({
          ...event,
          decision: { kind: 'keep', reason: { code: 'other', text: ' ' } },
        })),
      );
    },
  ],
  [
    8,
    'a privileged row kept by one alone under four eyes',
    () => {
      const [campaign] = campaignWith(lonelyKeep(true));
      return failedOf(
        changeEvent(campaign, 'opened', (event) => {
          const { settings } = event.campaign;
          return {
            ...event,
            campaign: {
              ...event.campaign,
              settings: { ...settings, policy: { ...settings.policy, fourEyes: true } },
            },
          };
        }),
      );
    },
  ],
  [
    9,
    'a row put off for 32 days',
    () => {
      const [campaign, where] = campaignWith(lonelyKeep(false));
      return failedOf(
        changeDecided(campaign, where, (event) => ({
          ...event,
          decision: {
            kind: 'defer',
            owner: 'owner@example.com',
            until: new Date(Date.parse(event.decidedAt) + 32 * 86_400_000).toISOString().slice(0, 10),
            reason: { code: 'asking', text: '' },
          },
        })),
      );
    },
  ],
];

test.each(cases)('point %i fails, and no other, for %s', async (point, _, fails) => {
  expect(await fails()).toEqual([point]);
});

test('there is a case for each of points 5 to 9', () => {
  expect([...new Set(cases.map(([point]) => point))]).toEqual([5, 6, 7, 8, 9]);
});
