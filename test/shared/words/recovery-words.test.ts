import { expect, test } from 'vitest';
import {
  causeWords,
  countOfRanges,
  nothingLost,
  rangeWords,
  recoveryLines,
  recoverySteps,
  recoveryTitle,
} from '../../../src-shared/words/recovery-words.ts';
import { recoveryCauses } from '../../../src-shared/domain/recovery.ts';
import type { RecoveryReport } from '../../../src-shared/domain/recovery.ts';

const clean: RecoveryReport = {
  at: '2026-11-23T12:00:00Z',
  cause: 'damaged',
  keptIn: null,
  changes: { kept: 3, fromBackup: 0, backupOf: null, held: [], lost: [], openEnded: false },
  journal: { kept: 10, fromBackup: 2, lost: [] },
  runs: { kept: 0, fromBackup: 0 },
};

test('every cause has a sentence of its own', () => {
  const sentences = new Set(recoveryCauses.map(causeWords));
  expect(sentences.size).toBe(recoveryCauses.length);
});

test('only what there is to say is said', () => {
  expect(recoveryLines(clean).map(({ text }) => text)).toEqual([
    '3 changes kept, each as it was.',
    '12 entries of the journal kept.',
  ]);
  expect(nothingLost(clean)).toBe(true);
});

test('what was lost is told by number', () => {
  const lost = [
    { from: 4, to: 4 },
    { from: 7, to: 9 },
  ];
  expect(countOfRanges(lost)).toBe(4);
  expect(rangeWords(lost)).toBe('No. 4, 7 to 9');
  const report = { ...clean, changes: { ...clean.changes, fromBackup: 1, lost } };
  expect(recoveryLines(report)).toContainEqual({
    tone: 'lost',
    text: '4 changes lost: No. 4, 7 to 9. Nothing tells any more what they were.',
  });
  expect(recoveryLines(report)).toContainEqual({
    tone: 'older',
    text: '1 change taken from a backup, as it stood when it was made.',
  });
  expect(nothingLost(report)).toBe(false);
});

test('where nothing tells how much was lost, nobody reads that all is well', () => {
  const none = { kept: 0, fromBackup: 0 };
  const empty: RecoveryReport = {
    ...clean,
    cause: 'not-a-database',
    changes: { ...none, backupOf: null, held: [], lost: [], openEnded: true },
    journal: { ...none, lost: [] },
    runs: none,
  };
  expect(nothingLost(empty)).toBe(false);
  expect(recoveryTitle(empty)).toBe('Your changes could not be recovered');
  expect(recoveryLines(empty)).toEqual([
    { tone: 'lost', text: 'Whatever was saved in it is lost, and nothing tells how much that was.' },
  ]);
  const older = { ...empty, changes: { ...empty.changes, fromBackup: 2 } };
  expect(recoveryTitle(older)).toBe('Your changes were recovered in part');
  expect(recoveryLines(older)).toContainEqual({
    tone: 'lost',
    text: 'Whatever was saved since the newest backup is lost, and nothing tells how much that was.',
  });
  expect(recoverySteps(older)[0]).toMatch(/^Sync, then compare/);
  expect(recoveryTitle(clean)).toBe('Your changes were recovered');
});

test('reviews are counted, and those with gaps are lost in part', () => {
  const report = { ...clean, reviews: { kept: 2, fromBackup: 1, incomplete: 1, lost: 1 } };
  expect(recoveryLines(report).slice(2)).toEqual([
    { tone: 'kept', text: '2 reviews kept with all entries up to the last that is there.' },
    { tone: 'lost', text: '1 review kept with gaps: it is listed as damaged.' },
    { tone: 'lost', text: '1 review lost but for parts.' },
  ]);
});
