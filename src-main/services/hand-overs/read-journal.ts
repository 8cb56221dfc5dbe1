import type { JournalRow } from '../../../src-shared/domain/journal.ts';
import type { Journal as Chain } from '../../db/journal.ts';

/** Rows between two breaths: about a millisecond. */
const part = 250;
/** How long before a hand-over its credential may have been issued: the tray lives no longer than the app runs. */
const longestInTray = 30 * 86_400_000;

/** What reading needs. */
export interface ReadJournalDeps {
  chain(): Pick<Chain, 'page'>;
  readonly breathe: () => Promise<void>;
}

/** Rows of verbs that begin so, newest first, as long as `goOn` says so of what was read. */
async function readWhile(
  deps: ReadJournalDeps,
  verb: string,
  goOn: (rows: readonly JournalRow[]) => boolean,
): Promise<JournalRow[]> {
  const chain = deps.chain();
  const rows: JournalRow[] = [];
  for (let before: number | null = null; ;) {
    const page: readonly JournalRow[] = chain.page({ before, limit: part, verb, search: '' });
    rows.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < part || !goOn(rows)) return rows;
    before = last.seq;
    await deps.breathe();
  }
}

/** Everything that was done with credentials, newest first, until there is enough of it. */
export const readCredentialRows = (
  deps: ReadJournalDeps,
  enough: (rows: readonly JournalRow[]) => boolean,
): Promise<JournalRow[]> => readWhile(deps, 'credential.', (rows) => !enough(rows));

/** What began or ended credentials from some time before `since` on (RFC 3339), newest first. */
export async function readIssueRows(deps: ReadJournalDeps, since: string): Promise<JournalRow[]> {
  const from = Date.parse(since) - longestInTray;
  const young = (rows: readonly JournalRow[]): boolean => Date.parse(rows.at(-1)?.time ?? '') >= from;
  return [
    ...(await readWhile(deps, 'user.', young)),
    ...(await readWhile(deps, 'service-account.', young)),
    ...(await readWhile(deps, 'access-key.', young)),
  ];
}
