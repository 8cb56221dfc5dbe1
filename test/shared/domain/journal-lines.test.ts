import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handOvers, journalLines } from '../../../src-shared/domain/journal-lines.ts';
import type { JournalRow } from '../../../src-shared/domain/journal.ts';

function row(
  seq: number,
  verb: string,
  detail: JournalRow['detail'],
  object = 'anna@example.com',
): JournalRow {
  return {
    seq,
    time: `2026-01-02T03:04:${String(seq).padStart(2, '0')}.000Z`,
    actor: 'root@example.com',
    verb,
    object,
    detail,
    hash: 'f',
  };
}

/** Newest first, as the journal answers. */
const newestFirst = (...rows: readonly JournalRow[]): JournalRow[] => rows.toReversed();

describe('rows as acts', () => {
  it('takes an intent and its outcome together, keeps an intent without one, and rows without either', () => {
    const rows = newestFirst(
      row(1, 'user.sign-out', { act: 'a', result: 'intended' }),
      row(2, 'credential.export', { act: 'b', result: 'intended' }),
      row(3, 'credential.export', { act: 'b', result: 'cancelled' }),
      row(4, 'user.create', { act: 'c', result: 'saved' }),
      row(5, 'ledger.recovered', {}),
      row(6, 'credential.export', { act: 'd', result: 'intended' }),
      row(7, 'credential.export', { act: 'd', result: 'interrupted' }),
      row(8, 'credential.export', { act: 'e', result: 'intended' }),
      row(9, 'credential.export', { act: 'e', result: 'interrupted' }),
      row(10, 'credential.export', { act: 'e', result: 'done' }),
    );
    expect(journalLines(rows).map(({ row: { seq }, result }) => [seq, result])).toEqual([
      [10, 'done'],
      [7, 'interrupted'],
      [5, 'done'],
      [4, 'saved'],
      [3, 'cancelled'],
      [1, 'open'],
    ]);
  });

  it('answers the same for a part of the rows as for all of them, as far as the part goes', () => {
    const acts = fc.array(
      fc.record({
        act: fc.constantFrom('a', 'b', 'c', 'd'),
        result: fc.constantFrom('intended', 'interrupted', 'done'),
      }),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(acts, fc.nat({ max: 30 }), (list, cut) => {
        const rows = list.map((detail, at) => row(at + 1, 'x', detail)).toReversed();
        const part = journalLines(rows.slice(0, cut));
        expect(journalLines(rows).slice(0, part.length)).toEqual(part);
      }),
    );
  });
});

describe('hand-overs', () => {
  const facts = { tenant: 'https://t.example.com', accounts: 'anna@example.com ben@example.com', count: 2 };
  const done = (act: string, more: JournalRow['detail'] = {}) => ({ ...facts, ...more, act, result: 'done' });

  it('are exports, copies, reveals and drafts with the password, with their receipts', () => {
    const rows = newestFirst(
      row(
        1,
        'credential.export',
        done('a', { format: 'bitwarden-csv', sealed: true, file: 'abcd', package: 'K7QM-2XWA' }),
      ),
      row(2, 'credential.copy', { ...done('b'), accounts: 'anna@example.com', count: 1 }),
      row(3, 'credential.draft', done('c', { includesCredential: false })),
      row(4, 'credential.draft', done('d', { includesCredential: true })),
      row(5, 'credential.export', { ...done('e'), result: 'cancelled' }),
      row(6, 'credential.discard', done('f')),
      row(7, 'user.create', { act: 'g', result: 'saved' }),
      row(8, 'credential.receipt', { of: 'a', note: 'strip came back', result: 'done' }),
    );
    expect(handOvers(rows)).toEqual([
      expect.objectContaining({ act: 'd', way: 'draft', sealed: false, receipts: [] }),
      expect.objectContaining({
        act: 'b',
        way: 'copy',
        sealed: null,
        accounts: ['anna@example.com'],
        count: 1,
      }),
      {
        seq: 1,
        act: 'a',
        time: '2026-01-02T03:04:01.000Z',
        by: 'root@example.com',
        accounts: ['anna@example.com', 'ben@example.com'],
        count: 2,
        way: 'file',
        format: 'bitwarden-csv',
        sealed: true,
        packageId: 'K7QM-2XWA',
        fileMark: 'abcd',
        result: 'done',
        receipts: [{ time: '2026-01-02T03:04:08.000Z', by: 'root@example.com', note: 'strip came back' }],
      },
    ]);
  });

  it('shows one that was cut off as without outcome: the file may lie there', () => {
    const rows = [row(1, 'credential.export', { ...facts, act: 'a', result: 'intended', sealed: false })];
    expect(handOvers(rows)).toMatchObject([{ act: 'a', result: 'open', sealed: false }]);
  });
});
