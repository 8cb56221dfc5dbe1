import { alwaysQuoted, csvText } from './csv-line.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

const header = [
  'Group',
  'Title',
  'Username',
  'Password',
  'URL',
  'Notes',
  'TOTP',
  'Icon',
  'Last Modified',
  'Created',
];

/** KeePassXC (file-formats §4.1): every cell quoted, LF, groups as a path below `Root`. */
export function keepassxcCsv(entries: readonly HandOverEntry[]): string {
  const lines = entries.map((entry) => [
    `Root/${entry.folder.replaceAll('/', '-')}`,
    entry.title,
    entry.account,
    entry.secret,
    entry.url,
    entry.notes,
    '',
    '0',
    entry.issuedAt,
    entry.issuedAt,
  ]);
  return csvText([header, ...lines], alwaysQuoted, '\n');
}
