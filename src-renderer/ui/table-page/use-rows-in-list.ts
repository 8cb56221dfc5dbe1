import { mostAmong } from '../../../src-shared/views/most-among.ts';
import type { ViewQuery } from '../../../src-shared/views/view-query.ts';
import { useCall } from '../../bridge/use-call.ts';
import type { Selection } from '../data-grid/selection.ts';

/**
 * Which of the rows that were picked one by one are still in the list as it is searched and filtered now. Null while that is
 * not known: before the answer, and where more were picked than can be asked about.
 */
export function useRowsInList(
  query: ViewQuery,
  selection: Selection,
  revision: number,
): ReadonlySet<string> | null {
  const among = selection.kind === 'rows' ? [...selection.rows.keys()] : [];
  const askable = among.length > 0 && among.length <= mostAmong;
  const { data } = useCall(
    'views.window',
    askable ? { ...query, sort: [], from: 0, to: 0, columns: [], facets: false, among } : null,
    revision,
  );
  return data?.among === undefined ? null : new Set(data.among);
}
