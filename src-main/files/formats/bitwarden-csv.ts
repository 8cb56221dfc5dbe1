import { csvText, quotedWhereNeeded } from './csv-line.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

const header =
  'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp';

/** Bitwarden, personal vault (file-formats §4.1): UTF-8, CRLF as its own export writes, one login a line. */
export function bitwardenCsv(entries: readonly HandOverEntry[]): string {
  const lines = entries.map((entry) => [
    entry.folder,
    '',
    'login',
    entry.title,
    entry.notes,
    '',
    '0',
    entry.url,
    entry.account,
    entry.secret,
    '',
  ]);
  return csvText([header.split(','), ...lines], quotedWhereNeeded, '\r\n');
}
