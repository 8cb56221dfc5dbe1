import { csvText } from './csv-line.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

/** KeePass 1.x escapes with backslashes and does not double quotes. */
function backslashQuoted(cell: string): string {
  return `"${cell.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** KeePass 1.x, which KeePass 2 imports as well (file-formats §4.1): five columns, every cell quoted. */
export function keepassCsv(entries: readonly HandOverEntry[]): string {
  const lines = entries.map((entry) => [entry.title, entry.account, entry.secret, entry.url, entry.notes]);
  return csvText(
    [['Account', 'Login Name', 'Password', 'Web Site', 'Comments'], ...lines],
    backslashQuoted,
    '\r\n',
  );
}
