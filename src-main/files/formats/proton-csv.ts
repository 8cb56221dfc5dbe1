import { csvText, quotedWhereNeeded } from './csv-line.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

/** Proton Pass (file-formats §4.1). */
export function protonCsv(entries: readonly HandOverEntry[]): string {
  const lines = entries.map((entry) => [
    entry.title,
    entry.url,
    entry.account,
    entry.secret,
    entry.notes,
    '',
  ]);
  return csvText(
    [['name', 'url', 'username', 'password', 'note', 'totp'], ...lines],
    quotedWhereNeeded,
    '\n',
  );
}
