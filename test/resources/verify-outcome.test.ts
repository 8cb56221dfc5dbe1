import { expect, test } from 'vitest';
import { retold } from '../builders/retold-campaign.ts';
import {
  failedOf,
  plain,
  proofOf,
  changeEvent,
  changeDecided,
  lonelyKeep,
  told,
  campaignWith,
  isType,
} from './failed-points.ts';

const cases: readonly [number, string, () => Promise<number[]>][] = [
  [
    10,
    'an answer whose key is another',
    () =>
      failedOf({
        ...plain,
        keys: Object.fromEntries(
          Object.keys(plain.keys).map((packet) => [packet, Buffer.alloc(32).toString('base64')]),
        ),
      }),
  ],
  [10, 'an answer that is missing', () => failedOf({ ...plain, answers: plain.answers.slice(1) })],
  [
    10,
    'an answer that nobody took',
    () =>
      failedOf({
        ...plain,
        answers: [
          ...plain.answers,
          { packet: 'b0000000-0000-4000-8000-000000000000', bytes: Buffer.from('{}') },
        ],
      }),
  ],
  [
    10,
    'an answer to other rows',
    () => failedOf(changeEvent(plain, 'packet-made', (event) => ({ ...event, rowsHash: 'c'.repeat(64) }))),
  ],
  [
    10,
    'a decision that the answer does not say',
    () =>
      failedOf(
        told(
          plain,
          (said) => {
            if (!isType('decided')(said) || said.event.way === 'app') return [said];
            return [{ ...said, event: { ...said.event, tookMs: said.event.tookMs + 1 } }];
          },
          { answers: true },
        ),
      ),
  ],
  [
    10,
    'a decision by file without an answer',
    () => {
      const [campaign, where] = campaignWith(lonelyKeep(false));
      return failedOf(changeDecided(campaign, where, (event) => ({ ...event, way: 'file' })));
    },
  ],
  [
    11,
    'totals that shift a row from one to another',
    () =>
      failedOf(
        changeEvent(
          plain,
          'closed',
          (event) => ({
            ...event,
            totals: { ...event.totals, keep: event.totals.keep - 1, revoke: event.totals.revoke + 1 },
          }),
          { totals: true },
        ),
      ),
  ],
  [
    11,
    'a row that nobody decided, and nobody explained',
    () => {
      const [campaign, where] = campaignWith(lonelyKeep(false));
      return failedOf(told(campaign, (said, at) => (at === where ? [] : [said])));
    },
  ],
  [
    12,
    'a revocation neither proven nor explained',
    () => {
      const [campaign] = proofOf('rule-gone');
      return failedOf(
        told(campaign, (said) =>
          said.event.type === 'proven' && said.event.how === 'rule-gone' ? [] : [said],
        ),
      );
    },
  ],
  [
    12,
    'a rule that is said to be gone and is there',
    () => {
      const [campaign, id] = proofOf('rule-gone');
      const row = campaign.rows.find((one) => one.id === id);
      if (row === undefined) throw new Error('no row');
      const { rosterAfter } = campaign;
      return failedOf(
        retold({ ...campaign, rosterAfter: { ...rosterAfter, rows: [...rosterAfter.rows, row] } }),
      );
    },
  ],
  [
    12,
    'a change without what replaces it',
    () => {
      const [campaign, id] = proofOf('rule-replaced');
      const { rosterAfter } = campaign;
      const old = campaign.rows.find((row) => row.id === id);
      const rows = rosterAfter.rows.filter(({ subject }) => subject.id !== old?.subject.id);
      return failedOf(retold({ ...campaign, rosterAfter: { ...rosterAfter, rows } }));
    },
  ],
  [
    12,
    'a subject that is said to be gone and is there',
    () => {
      const [campaign] = campaignWith(({ rows, rosterAfter, entries }) => {
        const proven =
          entries.filter(isType('proven')).find(({ event }) => event.how === 'rule-gone')?.event.rows ?? [];
        return proven.find((id) =>
          rosterAfter.rows.some(
            ({ subject }) => subject.id === rows.find((row) => row.id === id)?.subject.id,
          ),
        );
      });
      return failedOf(
        told(campaign, (said) =>
          isType('proven')(said) && said.event.how === 'rule-gone'
            ? [{ ...said, event: { ...said.event, how: 'subject-gone' } }]
            : [said],
        ),
      );
    },
  ],
  [
    12,
    'a change proven by a rule that is gone',
    () => {
      const [campaign] = proofOf('rule-replaced');
      return failedOf(
        told(campaign, (said) =>
          isType('proven')(said) ? [{ ...said, event: { ...said.event, how: 'rule-gone' } }] : [said],
        ),
      );
    },
  ],
  [
    12,
    'a proof from before the decision',
    () => failedOf(changeEvent(plain, 'proven', (event) => ({ ...event, asOf: '2026-03-02T09:00:00.000Z' }))),
  ],
  [
    12,
    'a proof from after the roster',
    () => failedOf(changeEvent(plain, 'proven', (event) => ({ ...event, asOf: '2027-01-01T00:00:00.000Z' }))),
  ],
];

test.each(cases)('point %i fails, and no other, for %s', async (point, _, fails) => {
  expect(await fails()).toEqual([point]);
});

test('there is a case for each of points 10 to 12', () => {
  expect([...new Set(cases.map(([point]) => point))]).toEqual([10, 11, 12]);
});
