import { notedVerb } from '../../../src-shared/domain/change-note.ts';
import type { HistoryLine, Stretch } from '../../../src-shared/domain/history.ts';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { factId } from '../../../src-shared/history/history-row.ts';
import type { Journal as Chain, JournalRow } from '../../db/journal.ts';

/** Rows of the journal that are read before everything else has its turn. */
const part = 250;
/** Rows that are looked through at most; what lies behind them is left unjoined. */
const most = 20_000;
/** A change is seen by the sync after it, so what was done a little before the first look counts. */
const slack = 10 * 60 * 1000;

/** Which member of a row's detail names a fact of a kind. */
const idOf: Partial<Record<FactKind, string>> = {
  users: 'userId',
  'access-rules': 'ruleId',
  'service-accounts': 'serviceAccountId',
  roles: 'roleId',
};

/** What is done to a fact by acts of ours that end so. */
const endings: Readonly<Record<HistoryLine['what'], RegExp>> = {
  added: /\.create$/,
  removed: /\.delete$/,
  changed: /\.(?:update|set-enabled|rotate)$/,
};

/** What reading the journal needs. */
export interface OwnChangesDeps {
  chain(): Pick<Chain, 'page'>;
  readonly breathe: () => Promise<void>;
}

/** Rows of a stretch of time, newest first. */
async function rowsOf({ chain, breathe }: OwnChangesDeps, { from, until }: Stretch): Promise<JournalRow[]> {
  const journal = chain();
  const rows: JournalRow[] = [];
  let before: number | null = null;
  for (let read = 0; read < most; read += part) {
    const page: readonly JournalRow[] = journal.page({ before, limit: part, verb: '', search: '' });
    rows.push(
      ...page.filter(({ time }) => {
        const at = Date.parse(time);
        return at >= from - slack && at <= until + slack;
      }),
    );
    const last = page.at(-1);
    if (last === undefined || page.length < part || Date.parse(last.time) < from - slack) break;
    before = last.seq;
    await breathe();
  }
  return rows;
}

/**
 * Puts to each line that a change of ours made which row of the journal tells of it, and the reason that was given with it
 * or noted of its change set.
 */
export async function joinOwnChanges(
  deps: OwnChangesDeps,
  lines: readonly HistoryLine[],
  stretch: Stretch,
): Promise<readonly HistoryLine[]> {
  if (lines.length === 0) return lines;
  const rows = await rowsOf(deps, stretch);
  const reasons = new Map<unknown, string>();
  const noted = new Map<unknown, string | null>();
  const done = new Map<string, JournalRow[]>();
  for (const row of rows) {
    const { act, reason, result, group } = row.detail;
    // Newest first: what was noted last counts.
    if (row.verb === notedVerb && !noted.has(group))
      noted.set(group, typeof reason === 'string' ? reason : null);
    if (result === 'saved' && typeof reason === 'string') reasons.set(act, reason);
    if (result !== 'done') continue;
    for (const [kind, member] of Object.entries(idOf)) {
      const key = row.detail[member];
      if (typeof key !== 'string' && typeof key !== 'number') continue;
      const id = `${kind} ${key}`;
      done.set(id, [...(done.get(id) ?? []), row]);
    }
  }
  return lines.map((line) => {
    const row = done.get(factId(line))?.find(({ verb }) => endings[line.what].test(verb));
    if (row === undefined) return line;
    const { act, group } = row.detail;
    const reason = reasons.get(act) ?? noted.get(group) ?? null;
    return { ...line, ours: { row: row.seq, actor: row.actor, reason } };
  });
}
