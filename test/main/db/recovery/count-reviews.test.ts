import { expect, test } from 'vitest';
import { countReviews } from '../../../../src-main/db/recovery/count-reviews.ts';

type Found = Parameters<typeof countReviews>[0];

/** Reviews by the numbers of their pages and entries; `row`: whether the review itself is there. */
function found(reviews: Record<string, { row?: boolean; pages: number[]; entries: number[] }>): Found {
  let n = 0;
  const all: Found = {
    campaigns: new Map(),
    campaignPages: new Map(),
    campaignTexts: new Map(),
    entries: new Map(),
  };
  for (const [id, { row = true, pages, entries }] of Object.entries(reviews)) {
    if (row) all.campaigns.set((n += 1), [n, id, '{}', '[]', '2026-03-01T08:00:00Z']);
    for (const page of pages) all.campaignPages.set((n += 1), [n, id, page, 0, new Uint8Array(), '']);
    for (const seq of entries)
      all.entries.set((n += 1), [n, id, seq, '2026-03-01T08:00:00Z', 'root', '{}', '', '']);
  }
  return all;
}

test.each([
  ['nothing', {}, { kept: 0, incomplete: 0, lost: 0 }],
  ['whole', { a: { pages: [1, 0], entries: [0, 1, 2] } }, { kept: 1, incomplete: 0, lost: 0 }],
  ['of no rows', { a: { pages: [], entries: [0] } }, { kept: 1, incomplete: 0, lost: 0 }],
  ['an entry missing', { a: { pages: [0], entries: [0, 2] } }, { kept: 1, incomplete: 1, lost: 0 }],
  ['the first entry missing', { a: { pages: [0], entries: [1] } }, { kept: 1, incomplete: 1, lost: 0 }],
  ['no entry left', { a: { pages: [0], entries: [] } }, { kept: 1, incomplete: 1, lost: 0 }],
  ['a page missing', { a: { pages: [0, 2], entries: [0] } }, { kept: 1, incomplete: 1, lost: 0 }],
  [
    'but for parts',
    { a: { pages: [0], entries: [0] }, b: { row: false, pages: [0], entries: [0] } },
    { kept: 1, incomplete: 0, lost: 1 },
  ],
])('%s', (_, reviews, counts) => {
  expect(countReviews(found(reviews), 0)).toEqual({ fromBackup: 0, ...counts });
});

test('what came from a backup is told apart', () => {
  const reviews = { a: { pages: [0], entries: [0] }, b: { pages: [0], entries: [0] } };
  expect(countReviews(found(reviews), 1)).toMatchObject({ kept: 1, fromBackup: 1 });
});
