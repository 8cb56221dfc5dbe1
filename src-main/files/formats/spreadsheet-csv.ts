import type { OpenText } from '../../../src-shared/domain/secret-text.ts';
import { csvText, quotedWhereNeeded } from './csv-line.ts';

const numeral = /^-?\d+(\.\d+)?$/;
/** What a spreadsheet takes for a formula, also after spaces, after a line break inside a cell, and in full width. */
const formulaStart = /(^|[\r\n])[\s\u00A0]*[=+\-@＝＋－＠\t\0]|^[\t\r\n\0]/;

/** A cell that no spreadsheet takes for a formula: a quote mark before it where it could be one (file-formats §4.4a). */
export function formulaSafe(cell: string): string {
  if (numeral.test(cell)) return cell;
  return formulaStart.test(cell) ? `'${cell}` : cell;
}

/**
 * A report for spreadsheets (RFC 4180, CRLF). Never holds a secret: what is marked as one does not fit in. Lists inside a cell are joined by `; `, nothing is
 * an empty cell.
 */
export function spreadsheetCsv(
  header: readonly OpenText[],
  rows: readonly (readonly (OpenText | number | readonly OpenText[] | null)[])[],
): OpenText {
  const cellText = (cell: OpenText | number | readonly OpenText[] | null): string => {
    if (cell === null) return '';
    if (typeof cell === 'number') return String(cell);
    return formulaSafe(typeof cell === 'string' ? cell : cell.join('; '));
  };
  return csvText(
    [header.map(formulaSafe), ...rows.map((row) => row.map(cellText))],
    quotedWhereNeeded,
    '\r\n',
  );
}
