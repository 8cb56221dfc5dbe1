import { afterEach, expect, test } from 'vitest';
import { hashOfEntry } from '../../../src-main/db/campaign-rows.ts';
import type { ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import { asKilled } from '../../builders/damaged-ledger.ts';
import { aReviewRow, frozenCampaign } from '../../builders/frozen-campaign.ts';
import { ledgerBench, tamper } from '../../builders/ledger-bench.ts';
import { alter } from '../../builders/damaged-ledger.ts';

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0).toReversed()) end();
});

const rows = Array.from({ length: 5 }, (_, n) => aReviewRow(n + 1));
const other = '1a0c2f0e-0e0c-4a52-9a4a-6b8f7f4c2a11';

const decided = (...ids: string[]): ReviewEvent => ({
  type: 'decided',
  reviewer: 'ada@example.com',
  rows: ids,
  decision: { kind: 'revoke', reason: null },
  decidedAt: '2026-01-03T00:00:00.000Z',
  tookMs: 900,
  way: 'app',
});

/** A ledger with two campaigns, two decisions in the first. */
function setting() {
  const bench = ledgerBench((end) => ends.push(end));
  const frozen = frozenCampaign(rows, { controls: ['5'] });
  const opened = bench.ledger.campaigns.create(frozen);
  bench.ledger.campaigns.create(frozenCampaign(rows.slice(0, 1), { id: other }));
  const journal = [{ actor: 'root@example.com', verb: 'review.sign-off', object: 'x', detail: {} }];
  const added = bench.ledger.campaigns.append(frozen.campaign.id, {
    by: 'root@example.com',
    events: [decided('1'), decided('2', '3')],
    after: opened,
    journal,
    texts: [{ name: 'answers/1', text: `{"a":"${'ä'.repeat(600)}"}` }],
  });
  return { bench, id: frozen.campaign.id, frozen, opened, added };
}

test('a campaign is there again after a restart: its rows, its controls, its chain', () => {
  const { bench, id, frozen, opened, added } = setting();
  bench.again();
  const { campaigns, journal } = bench.ledger;
  expect(campaigns.ids()).toEqual([id, other]);
  expect(campaigns.get(id)).toEqual({ campaign: frozen.campaign, controls: ['5'], pages: 3 });
  expect([0, 1, 2].flatMap((page) => campaigns.rows(id, page))).toEqual(rows);
  const entries = campaigns.entries(id, null, 10);
  expect(entries).toEqual([opened, ...added]);
  expect(entries.map(({ seq }) => seq)).toEqual([0, 1, 2]);
  expect(entries.every((entry) => entry.hash === hashOfEntry(entry))).toBe(true);
  expect(campaigns.entries(id, entries[0] ?? null, 1)).toEqual([added[0]]);
  expect(journal.list().map(({ verb }) => verb)).toEqual(['review.sign-off']);
  expect(campaigns.text(id, 'answers/1')).toBe(`{"a":"${'ä'.repeat(600)}"}`);
  expect(campaigns.text(id, 'answers/2')).toBeNull();
  expect(campaigns.get('nothing')).toBeNull();
});

test('all of an append happens, or nothing', () => {
  const { bench, id, added } = setting();
  const { campaigns, journal } = bench.ledger;
  const [first] = added;
  const append = (after: { seq: number; hash: string }, detail = {}) =>
    campaigns.append(id, {
      by: 'root@example.com',
      events: [decided('4')],
      after,
      journal: [{ actor: 'root@example.com', verb: 'review.plan', object: 'x', detail }],
    });
  expect(() => append(first ?? { seq: 0, hash: '' })).toThrow('Something else was written');
  const last = added.at(-1) ?? { seq: 0, hash: '' };
  expect(() => append(last, { passphrase: 'x' })).toThrow('must not have a member');
  expect(campaigns.entries(id, null, 10)).toHaveLength(3);
  expect(journal.list()).toHaveLength(1);
  expect(append(last)).toHaveLength(1);
});

test('what could not be read again does not get into the chain', () => {
  const { bench, id, added } = setting();
  const event = { ...decided('4'), tookMs: -1 };
  const after = added.at(-1) ?? { seq: 0, hash: '' };
  expect(() => bench.ledger.campaigns.append(id, { by: 'x', events: [event], after })).toThrow();
  expect(bench.ledger.campaigns.entries(id, null, 10)).toHaveLength(3);
});

test('the file refuses to change or drop what was written', () => {
  const { bench } = setting();
  for (const table of ['campaigns', 'campaign_rows', 'campaign_texts', 'review_entries']) {
    expect(() => tamper(bench.path, `DELETE FROM ${table}`), table).toThrow('append-only');
    expect(() => tamper(bench.path, `UPDATE ${table} SET n = n + 100`), table).toThrow('append-only');
  }
});

const never = ['campaigns', 'campaign_rows', 'campaign_texts', 'review_entries'].map((table) => [
  `DROP TRIGGER ${table}_never_change; DROP TRIGGER ${table}_never_shrink;`,
]);

test.each([
  ['a decision', `UPDATE review_entries SET event = replace(event, 'revoke', 'keep') WHERE seq = 1`],
  ['who was signed in', `UPDATE review_entries SET by = 'eve@example.com' WHERE seq = 1`],
  ['an entry that is gone', 'DELETE FROM review_entries WHERE seq = 1'],
  ['the order', 'UPDATE review_entries SET seq = seq + 5 WHERE seq = 2'],
  ['a row', `UPDATE campaign_rows SET body = X'28b52ffd00' WHERE page = 0`],
  ['a page that is gone', 'DELETE FROM campaign_rows WHERE page = 0'],
  ['a text', `UPDATE campaign_texts SET body = X'28b52ffd00' WHERE n > 0`],
  ['text that is no entry', `UPDATE review_entries SET event = '{}' WHERE seq = 1`],
])('%s that was altered is told of, and other campaigns stay usable', (_, sql) => {
  const { bench, id } = setting();
  const { campaigns } = bench.ledger;
  tamper(
    bench.path,
    `${never.join('')} ${sql.replace(/$/, ` ${sql.includes('WHERE') ? 'AND' : 'WHERE'} campaign = '${id}'`)}`,
  );
  const read = (of: string) => [
    campaigns.rows(of, 0),
    campaigns.entries(of, null, 10),
    campaigns.text(of, 'answers/1'),
  ];
  let thrown: unknown = null;
  try {
    read(id);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ body: { kind: 'storage', reason: 'campaign-damaged' } });
  expect(String(thrown)).toContain(id);
  expect(read(other)).toHaveLength(3);
});

test('a ledger that was damaged keeps its campaigns and what happened in them', () => {
  const { bench, id, frozen, added } = setting();
  const killed = asKilled(bench, (end) => ends.push(end));
  // The header alone: every row is still on its page.
  alter(killed.path, (bytes) => (bytes.fill(0xff, 0, 60), bytes));
  killed.again();
  const { campaigns, recoveries } = killed.ledger;
  expect(recoveries.list()).toHaveLength(1);
  expect(campaigns.ids()).toEqual([id, other]);
  expect(campaigns.get(id)).toEqual({ campaign: frozen.campaign, controls: ['5'], pages: 3 });
  expect([0, 1, 2].flatMap((page) => campaigns.rows(id, page))).toEqual(rows);
  expect(campaigns.entries(id, null, 10)).toHaveLength(1 + added.length);
  expect(campaigns.text(id, 'answers/1')).toContain('ää');
});
