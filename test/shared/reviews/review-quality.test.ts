import { expect, test } from 'vitest';
import type { ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import { CampaignFold } from '../../../src-shared/reviews/campaign-fold.ts';
import { qualityOf } from '../../../src-shared/reviews/review-quality.ts';
import { aDecided, asEntries } from '../../builders/review-entries.ts';
import { aReviewRow } from '../../builders/review-rows.ts';

const rita = 'rita@example.com';
const revoke = { kind: 'revoke', reason: null } as const;
const keepBecause = { kind: 'keep', reason: { code: 'on-call', text: '' } } as const;

function quality(events: readonly ReviewEvent[], controls: readonly string[] = []) {
  const rows = Array.from({ length: 8 }, (_, id) => aReviewRow({ id: String(id), privileged: id < 2 }));
  const fold = new CampaignFold(rows);
  for (const entry of asEntries(events)) fold.apply(entry);
  return qualityOf(fold.state, rita, new Set(controls));
}

test('there is none before the first decision', () => {
  expect(quality([])).toBeNull();
  expect(quality([aDecided('omar@example.com', ['1'])])).toBeNull();
});

test('a group takes its time for each of its rows', () => {
  const found = quality([
    aDecided(rita, ['2', '3', '4', '5'], undefined, 4000),
    aDecided(rita, ['6'], undefined, 9000),
  ]);
  expect(found).toMatchObject({ medianMs: 1000, p90Ms: 9000, longestKeeps: 5, bulkShare: 0.8 });
});

test('a run of keeps ends with anything else, in the order of deciding', () => {
  const events = [
    aDecided(rita, ['7']),
    aDecided(rita, ['2'], revoke),
    aDecided(rita, ['5']),
    aDecided(rita, ['3']),
  ];
  expect(quality(events)).toMatchObject({ longestKeeps: 2, bulkShare: 0 });
});

test('privileged rows that were kept without a reason are told as a share', () => {
  expect(quality([aDecided(rita, ['0']), aDecided(rita, ['1'], keepBecause)])).toMatchObject({
    keptUnexplained: 0.5,
  });
});

test('controls are caught unless they are kept', () => {
  const events = [aDecided(rita, ['2']), aDecided(rita, ['3'], revoke), aDecided(rita, ['4'])];
  expect(quality(events, ['2', '3', '6'])).toMatchObject({ controlsSeen: 2, controlsCaught: 1 });
});
