import type { JournalRow } from '../../db/journal.ts';
import { spreadsheetCsv } from '../../files/formats/spreadsheet-csv.ts';

const header = ['Number', 'Time (UTC)', 'Who', 'What', 'To what', 'Result', 'Facts', 'Hash'];

/** The rows for a spreadsheet, oldest first, with the mark without which Excel reads another alphabet. */
export function journalCsv(rows: readonly JournalRow[]): string {
  return `\uFEFF${spreadsheetCsv(
    header,
    rows.map(({ seq, time, actor, verb, object, detail, hash }) => {
      const { result, ...facts } = detail;
      return [
        seq,
        time,
        actor,
        verb,
        object,
        typeof result === 'string' ? result : '',
        Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`),
        hash,
      ];
    }),
  )}`;
}

/**
 * The rows with all that their chain is made of, oldest first. Each `hash` is the SHA-256, in hexadecimal, of the JSON
 * array `[previousHash, seq, time, actor, verb, object, detail]` with `detail` as the text that stands in `detailText`.
 */
export function journalJson(rows: readonly JournalRow[]): string {
  const lines = rows.map(({ detail, ...row }) =>
    JSON.stringify({ ...row, detailText: JSON.stringify(detail), detail }),
  );
  return `{"format":"rolebook-journal","version":1,"rows":[\n${lines.join(',\n')}\n]}\n`;
}
