import type { OpenText } from '../../../src-shared/domain/secret-text.ts';
import { csvText, quotedWhereNeeded } from './csv-line.ts';

const numeral = /^-?\d+(\.\d+)?$/;
/** What a spreadsheet takes for a formula at the start of a cell, also behind blanks, and in full width. */
const formulaStart = /^[^\S\r\n\t]*[=+\-@＝＋－＠\0]|^[\t\r\n\0]/;
/**
 * The same where a spreadsheet set to another region would begin a cell of its own: it reads on at semicolons or tabs, and
 * our quotes, which for it do not stand at the start of a cell, then hold no line break together either.
 */
const formulaInside = /([\r\n;\t][^\S\r\n\t]*"*[^\S\r\n\t]*)([=+\-@＝＋－＠\0])/g;

/** A cell that no spreadsheet takes for a formula: a quote mark before whatever could be one (file-formats §4.4a). */
export function formulaSafe(cell: string): string {
  if (numeral.test(cell)) return cell;
  const inside = cell.replace(formulaInside, "$1'$2");
  return formulaStart.test(inside) ? `'${inside}` : inside;
}

/**
 * A report for spreadsheets (RFC 4180, CRLF). Never holds a secret: what is marked as one does not fit in. Lists inside a
 * cell are joined by `; `, nothing is an empty cell. A negative number at the start of a row is marked as text, too: with a
 * comma as decimal sign, it and the cell behind it would be one formula.
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
  const lines = [header.map(formulaSafe), ...rows.map((row) => row.map(cellText))];
  return csvText(
    lines.map(([first = '', ...others]) => [first.startsWith('-') ? `'${first}` : first, ...others]),
    quotedWhereNeeded,
    '\r\n',
  );
}
