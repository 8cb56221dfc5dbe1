import { csvText, quotedWhereNeeded } from './csv-line.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

/** Apple Passwords and Safari (file-formats §4.1). */
export function appleCsv(entries: readonly HandOverEntry[]): string {
  const lines = entries.map((entry) => [
    entry.title,
    entry.url,
    entry.account,
    entry.secret,
    entry.notes,
    '',
  ]);
  return csvText(
    [['Title', 'URL', 'Username', 'Password', 'Notes', 'OTPAuth'], ...lines],
    quotedWhereNeeded,
    '\n',
  );
}
