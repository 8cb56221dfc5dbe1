import { csvText, quotedWhereNeeded } from './csv-line.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

const header = ['url', 'username', 'password', 'totp', 'extra', 'name', 'grouping', 'fav'];

/** LastPass (file-formats §4.1). A backslash in the group’s name would nest it. */
export function lastpassCsv(entries: readonly HandOverEntry[]): string {
  const lines = entries.map((entry) => [
    entry.url,
    entry.account,
    entry.secret,
    '',
    entry.notes,
    entry.title,
    entry.folder.replaceAll('\\', '-'),
    '0',
  ]);
  return csvText([header, ...lines], quotedWhereNeeded, '\n');
}
