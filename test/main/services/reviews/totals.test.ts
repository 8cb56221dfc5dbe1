import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCampaigns } from '../../../../src-main/db/campaigns.ts';
import { createJournal } from '../../../../src-main/db/journal.ts';
import { ledgerMigrations } from '../../../../src-main/db/ledger.ts';
import { migrate } from '../../../../src-main/db/migrate.ts';
import { LiveCampaigns } from '../../../../src-main/services/reviews/live-campaigns.ts';
import type { ReviewDecision } from '../../../../src-shared/domain/review.ts';
import type { ReviewEvent } from '../../../../src-shared/domain/review-entry.ts';
import { totalsOf } from '../../../../src-shared/reviews/review-totals.ts';
import { outcomeOf } from '../../../../src-shared/reviews/row-outcome.ts';
import { aReviewRow, frozenCampaign } from '../../../builders/frozen-campaign.ts';
import { HandClock } from '../../../builders/hand-clock.ts';

const people = ['ann@example.com', 'bea@example.com', 'cat@example.com'];
const rowCount = 8;

const decision = fc.constantFrom<ReviewDecision>(
  { kind: 'keep', reason: null },
  { kind: 'keep', reason: { code: 'on-call', text: '' } },
  { kind: 'revoke', reason: null },
  { kind: 'change', role: { id: '9', name: 'Other' }, scope: null, reason: null },
  { kind: 'defer', owner: 'x@example.com', until: '2026-01-20', reason: { code: 'asking', text: '' } },
  { kind: 'not-mine', to: null, reason: { code: 'not-known-to-me', text: '' } },
);

/** What one reviewer sends: decisions of their own rows, each at most once, and whether it is an answer or in the window. */
const answer = fc.record({
  said: fc.array(fc.tuple(fc.nat(rowCount - 1), decision), { maxLength: 10 }),
  packet: fc.boolean(),
  signs: fc.boolean(),
});

/** For each row who is asked. */
const asked = fc.array(fc.subarray([0, 1, 2], { minLength: 1, maxLength: 2 }), {
  minLength: rowCount,
  maxLength: rowCount,
});

function world(reviewers: readonly (readonly number[])[]) {
  const rows = reviewers.map((who, at) =>
    aReviewRow(at + 1, { reviewers: who.map((one) => people[one] ?? '') }),
  );
  const database = new Sqlite(':memory:');
  migrate(database, ledgerMigrations);
  const clock = new HandClock(Date.UTC(2026, 0, 3));
  const campaigns = createCampaigns(database, clock, createJournal(database, clock));
  const frozen = frozenCampaign(rows);
  campaigns.create(frozen);
  const open = (): LiveCampaigns =>
    new LiveCampaigns({
      campaigns: () => ({ ...campaigns }),
      actor: () => 'root@example.com',
      breathe: async () => {},
      onChanged: () => {},
    });
  return { open, id: frozen.campaign.id, rows, end: () => database.close() };
}

test('totals reconcile, the same in whatever order answers come in and decisions are made', async () => {
  await fc.assert(
    fc.asyncProperty(
      asked,
      fc.array(answer, { minLength: 3, maxLength: 3 }),
      fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }),
      async (reviewers, answers, order) => {
        const run = async (turns: readonly number[]) => {
          const { open, id, rows, end } = world(reviewers);
          const campaigns = open();
          const live = await campaigns.get(id);
          for (const who of turns) {
            const reviewer = people[who] ?? '';
            const said = new Map(answers[who]?.said ?? []);
            const events: ReviewEvent[] = [...said]
              .filter(([row]) => reviewers[row]?.includes(who))
              .map(([row, decided]) => ({
                type: 'decided',
                reviewer,
                rows: [rows[row]?.id ?? ''],
                decision: decided,
                decidedAt: '2026-01-03T00:00:00.000Z',
                tookMs: 500,
                way: answers[who]?.packet === true ? 'page' : 'app',
              }));
            if (answers[who]?.signs === true)
              events.push({ type: 'signed-off', reviewer, decisionsHash: '0'.repeat(64) });
            if (events.length > 0) campaigns.append(live, { events });
            const totals = totalsOf(live.state);
            const { rows: all, ...each } = totals;
            expect(all).toBe(rowCount);
            expect(Object.values(each).reduce((sum, count) => sum + count, 0)).toBe(rowCount);
          }
          // What was written gives the same again as what was grown.
          const again = await open().get(id);
          expect(totalsOf(again.state)).toEqual(totalsOf(live.state));
          expect(again.entries).toEqual(live.entries);
          const outcomes = [...again.state.rows.values()].map((row) => outcomeOf(again.state, row).kind);
          const told = [totalsOf(again.state), totalsOf(again.state, { onlySigned: true })];
          end();
          return { outcomes, told };
        };
        expect(await run(order)).toEqual(await run([0, 1, 2]));
      },
    ),
    { numRuns: 150 },
  );
});
