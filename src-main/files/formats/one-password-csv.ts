import { csvText, quotedWhereNeeded } from './csv-line.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

const header = ['Title', 'Url', 'Username', 'Password', 'OTPAuth', 'Favorite', 'Archived', 'Tags', 'Notes'];

/** 1Password 8 (file-formats §4.1): the columns of its own export, every line with all of them. */
export function onePasswordCsv(entries: readonly HandOverEntry[]): string {
  const lines = entries.map((entry) => [
    entry.title,
    entry.url,
    entry.account,
    entry.secret,
    '',
    'false',
    'false',
    entry.folder,
    entry.notes,
  ]);
  return csvText([header, ...lines], quotedWhereNeeded, '\n');
}
