import type { ViewName } from '../../src-shared/views/view-query.ts';
import { readRows } from './list.ts';
import type { CliRun } from './run.ts';
import { usageError } from './usage-error.ts';

/** The id of the row whose first columns, or id, say this. Rejects with `input` when there is none, or several. */
export async function findRowId(
  run: CliRun,
  view: ViewName,
  columns: readonly string[],
  text: string,
  noun: string,
): Promise<string> {
  const { ids, rows } = await readRows(run, { view, search: text, filters: [], sort: [] }, columns, 500);
  const found = ids.filter((id, at) => id === text || rows[at]?.includes(text) === true);
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  if (found.length > 1) throw usageError(`${found.length} ${noun}s are named “${text}”; give the id of one.`);
  const record = await run.call('records.get', { view, id: text });
  if (record !== null) return record.id;
  throw usageError(`There is no ${noun} “${text}” in the local copy.`, 'Run: rolebook sync');
}
