import { seededNumbers } from '../builders/seeded-facts.ts';

/** What makes a spreadsheet calculate, or read on in another cell. */
const triggers = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];
/** What may stand before it without taking its force. */
const before = [
  '',
  ' ',
  '  ',
  '\u00A0',
  '\u3000',
  'x',
  'x,',
  'x;',
  'x; ',
  'x\t',
  'x\n',
  'x\r\n',
  'x\r',
  '"',
  '";',
  '",',
  "'",
];
/** What it would calculate. */
const behind = [
  '1+1',
  'SUM(A1:A9)',
  'HYPERLINK("http://evil.test","x")',
  "cmd|' /C calc'!A0",
  '1',
  '',
  '"',
  ';=2+2',
  ',=3',
  '\n=4',
];

/** Every trigger at every position with everything behind it (reliability §4, row CSV). */
export const everyCell: readonly string[] = triggers.flatMap((trigger) =>
  before.flatMap((start) => behind.map((end) => `${start}${trigger}${end}`)),
);

const pieces = [
  ...triggers,
  ...before,
  ...behind,
  '1',
  '-2.5',
  'ada@example.com',
  'ß',
  '🔑',
  '0123',
  '\\',
  "''",
  '""',
  'a b ',
];

/** So many cells of seeded pieces. */
export function* nastyCells(seed: number, count: number): Generator<string> {
  const below = seededNumbers(seed);
  for (let n = 0; n < count; n += 1)
    yield Array.from({ length: 1 + below(6) }, () => pieces[below(pieces.length)] ?? '').join('');
}

/** The same as rows of some cells. */
export function inRows(cells: readonly string[], width: number): string[][] {
  return Array.from({ length: Math.ceil(cells.length / width) }, (_, row) =>
    Array.from({ length: width }, (_one, column) => cells[row * width + column] ?? ''),
  );
}
