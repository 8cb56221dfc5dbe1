import type { ColumnMapping } from '../../../src-shared/domain/column-mapping.ts';
import { csvText, quotedWhereNeeded } from './csv-line.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

const cellOf = (entry: HandOverEntry, field: ColumnMapping[number]['field']): string => entry[field] ?? '';

/** Any columns with any headers: RFC 4180, UTF-8 without a byte order mark, LF. */
export function genericCsv(entries: readonly HandOverEntry[], columns: ColumnMapping): string {
  const lines = entries.map((entry) => columns.map(({ field }) => cellOf(entry, field)));
  return csvText([columns.map(({ header }) => header), ...lines], quotedWhereNeeded, '\n');
}

/** A list of objects with any members, in order; an entry a line, so that lines can be compared. */
export function genericJson(entries: readonly HandOverEntry[], columns: ColumnMapping): string {
  const lines = entries.map((entry) =>
    // From pairs, because a member may be called `__proto__`.
    JSON.stringify(Object.fromEntries(columns.map(({ field, header }) => [header, cellOf(entry, field)]))),
  );
  return `[\n${lines.map((line) => `  ${line}`).join(',\n')}\n]\n`;
}
