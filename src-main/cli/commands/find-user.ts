import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { readRows } from '../list.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

/** The id of the user with this e-mail (capitals aside) or id. Rejects with `input` when there is none, or several. */
export async function findUserId(run: CliRun, text: string): Promise<string> {
  const query = { view: 'users' as const, search: text, filters: [], sort: [] };
  const { ids, rows } = await readRows(run, query, ['email'], 500);
  const folded = foldEmail(text);
  const found = ids.filter((_, at) => {
    const email = rows[at]?.[0];
    return typeof email === 'string' && foldEmail(email) === folded;
  });
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  if (found.length > 1) throw usageError(`${found.length} users are named “${text}”; give the id of one.`);
  const record = await run.call('records.get', { view: 'users', id: text });
  if (record !== null) return record.id;
  throw usageError(`There is no user “${text}” in the local copy.`, 'Run: rolebook sync');
}
