/**
 * An RFC 4180 reader of the tests' own, character by character, knowing nothing of our writers. `lenient` ones end a row at
 * a lone CR, and take an open quote at the end for closed, as spreadsheets do.
 */
export function readCsv(text: string, separator = ',', lenient = false): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let inside = false;
  let position = 0;
  while (position < text.length) {
    const character = text[position];
    if (inside) {
      if (character !== '"') cell += character;
      else if (text[position + 1] === '"') {
        cell += '"';
        position += 1;
      } else inside = false;
    } else if (character === '"' && cell === '') inside = true;
    else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\n' || (character === '\r' && (lenient || text[position + 1] === '\n'))) {
      if (character === '\r' && text[position + 1] === '\n') position += 1;
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
    } else cell += character;
    position += 1;
  }
  if (inside && !lenient) throw new Error('a quote was never closed');
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** A reader of KeePass 1.x's CSV: every cell quoted, a backslash before what is meant as it stands. */
export function readBackslashCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell: string | null = null;
  let escaped = false;
  for (const character of text) {
    if (cell !== null) {
      if (escaped) {
        cell += character;
        escaped = false;
      } else if (character === '\\') escaped = true;
      else if (character === '"') {
        row.push(cell);
        cell = null;
      } else cell += character;
    } else if (character === '"') cell = '';
    else if (character === '\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
