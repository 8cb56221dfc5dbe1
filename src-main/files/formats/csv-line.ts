/** A cell quoted only where it has to be: separators, quotes, line breaks, or spaces that a reader could trim. */
export function quotedWhereNeeded(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? alwaysQuoted(cell) : cell;
}

/** A cell in quotes, quotes inside doubled (RFC 4180). The text itself stays as it is. */
export function alwaysQuoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/** Lines of cells as one text with a line end after each line. */
export function csvText(
  lines: readonly (readonly string[])[],
  quote: (cell: string) => string,
  lineEnd: '\n' | '\r\n',
): string {
  return lines.map((cells) => cells.map(quote).join(',') + lineEnd).join('');
}
