/** An RFC 4180 reader of the tests' own, character by character, knowing nothing of our writers. */
export function readCsv(text: string): string[][] {
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
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\n' || (character === '\r' && text[position + 1] === '\n')) {
      if (character === '\r') position += 1;
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
    } else cell += character;
    position += 1;
  }
  if (inside) throw new Error('a quote was never closed');
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}
