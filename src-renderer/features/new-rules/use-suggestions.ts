import { useCall } from '../../bridge/use-call.ts';
import { useTypedSearch } from '../../ui/text/use-typed-search.ts';
import type { SubjectKind } from './subject-texts.ts';

const views = {
  user: { view: 'users', column: 'email' },
  group: { view: 'groups', column: 'name' },
  'service-account': { view: 'service-accounts', column: 'name' },
} as const;

/** How long the typing rests before the mirror is asked, in milliseconds. */
const rest = 120;

/** Subjects of the mirror that hold the typed text, at most eight; none while nothing is typed. */
export function useSuggestions(kind: SubjectKind, typed: string, revision: number): readonly string[] {
  const { wanted, rested } = useTypedSearch(typed, rest);
  const { view, column } = views[kind];
  const call = useCall(
    'views.window',
    wanted === ''
      ? null
      : { view, search: wanted, filters: [], sort: [], from: 0, to: 8, columns: [column], facets: false },
    revision,
  );
  return rested ? (call.data?.columns[column] ?? []).map(String) : [];
}
