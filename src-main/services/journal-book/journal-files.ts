import { type ChangeNotes, toldOf } from '../../../src-shared/domain/change-note.ts';
import type { JournalRow } from '../../db/journal.ts';
import { spreadsheetCsv } from '../../files/formats/spreadsheet-csv.ts';

const header = [
  'Number',
  'Time (UTC)',
  'Zone',
  'Who',
  'What',
  'To what',
  'Result',
  'Reason',
  'Ticket',
  'Facts',
  'Hash',
];

/** The rows for a spreadsheet, oldest first, with the mark without which Excel reads another alphabet. */
export function journalCsv(rows: readonly JournalRow[], notes: ChangeNotes): string {
  return `\uFEFF${spreadsheetCsv(
    header,
    rows.map((row) => {
      const { seq, time, actor, verb, object, detail, hash } = row;
      const { result, zone: _, ...facts } = detail;
      const told = toldOf(row, notes);
      return [
        seq,
        time,
        // With its sign in front a spreadsheet would reckon with it.
        told.zone === null ? '' : `UTC${told.zone}`,
        actor,
        verb,
        object,
        typeof result === 'string' ? result : '',
        told.reason ?? '',
        told.ticket ?? '',
        Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`),
        hash,
      ];
    }),
  )}`;
}

/**
 * The rows with all that their chain is made of, oldest first. Each `hash` is the SHA-256, in hexadecimal, of the JSON
 * array `[previousHash, seq, time, actor, verb, object, detail]` with `detail` as the text that stands in `detailText`;
 * `reason` and `ticket` are those of the row's change set, as noted in a later row too.
 */
export function journalJson(rows: readonly JournalRow[], notes: ChangeNotes): string {
  const lines = rows.map((row) => {
    const { detail, ...others } = row;
    return JSON.stringify({ ...others, ...toldOf(row, notes), detailText: JSON.stringify(detail), detail });
  });
  return `{"format":"rolebook-journal","version":1,"rows":[\n${lines.join(',\n')}\n]}\n`;
}
