import { csvText, quotedWhereNeeded } from './csv-line.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

const header =
  'collections,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp';

/** Bitwarden, organisation vault (file-formats §4.1). A comma in the collection’s name would make it two collections. */
export function bitwardenOrgCsv(entries: readonly HandOverEntry[]): string {
  const lines = entries.map((entry) => [
    entry.folder.replaceAll(',', ' '),
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
