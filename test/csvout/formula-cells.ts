import { readCsv } from '../builders/csv-reader.ts';

/** Separators that spreadsheets take, by the region they are set to. */
export const separators = [',', ';', '\t'] as const;

const numeral = /^[+-]?\d+([.,]\d+)?$/;

/** Whether some spreadsheet would take this cell for more than text. Knows nothing of how we escape. */
export function isFormula(cell: string): boolean {
  const shown = cell.replace(/^[\s\u00A0\u3000\uFEFF\0]+/u, '');
  return /^[=+\-@＝＋－＠]/u.test(shown) && !numeral.test(shown.trim());
}

/** The cells of a report that some spreadsheet would calculate, whichever separator it is set to. */
export function formulasIn(report: string): string[] {
  return separators.flatMap((separator) =>
    readCsv(report, separator, true)
      .flat()
      .filter(isFormula)
      .map((cell) => `${JSON.stringify(cell)} read with ${JSON.stringify(separator)}`),
  );
}
