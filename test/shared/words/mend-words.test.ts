import { expect, test } from 'vitest';
import type { HistoryReport, RecoveryReport } from '../../../src-shared/domain/recovery.ts';
import { mendWords } from '../../../src-shared/words/mend-words.ts';

const begun: HistoryReport = {
  of: 'history',
  at: '2026-11-23T12:00:00Z',
  keptIn: '/profile/damaged/2026',
  lost: {
    moments: 12,
    since: '2026-03-03T12:00:00.000Z',
    until: '2026-11-20T08:00:00.000Z',
    names: ['Before the audit', 'Q3'],
  },
};

const lostOf = (report: HistoryReport): string[] =>
  mendWords(report)
    .lines.filter(({ tone }) => tone === 'lost')
    .map(({ text }) => text);

test('of a history that was begun anew it is said what is not shown any more, and what was not touched', () => {
  expect(lostOf(begun)).toEqual([
    '12 moments of the history, from 2026-03-03 to 2026-11-20, are not shown any more.',
    'Named among them: “Before the audit”, “Q3”.',
  ]);
  expect(mendWords(begun).lines[0]).toMatchObject({ tone: 'kept' });
  const one = { moments: 1, since: '2026-03-03T12:00:00.000Z', until: '2026-03-03T13:00:00.000Z', names: [] };
  expect(lostOf({ ...begun, lost: one })).toEqual([
    '1 moment of the history, of 2026-03-03, is not shown any more.',
  ]);
});

test('where nothing can be read of it nobody reads that nothing is lost, and where it was empty nobody is frightened', () => {
  expect(lostOf({ ...begun, lost: null })).toEqual([
    'Nothing tells any more what moments the history held, nor how they were named.',
  ]);
  expect(lostOf({ ...begun, lost: { moments: 0, since: null, until: null, names: [] } })).toEqual([]);
});

test('a ledger has the words of its recovery', () => {
  const report: RecoveryReport = {
    at: '2026-11-23T12:00:00Z',
    cause: 'damaged',
    keptIn: null,
    changes: { kept: 3, fromBackup: 0, backupOf: null, held: [], lost: [], openEnded: false },
    journal: { kept: 10, fromBackup: 2, lost: [] },
    runs: { kept: 0, fromBackup: 0 },
  };
  expect(mendWords(report)).toMatchObject({
    title: 'Your changes were recovered',
    cause: 'The file with your unsent changes was damaged.',
  });
});
