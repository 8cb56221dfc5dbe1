import { tallyOf } from '../../../src-shared/changes/change-tally.ts';
import type { ChangeState } from '../../../src-shared/domain/change.ts';
import { changeStates, openStates } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';
import type { ViewFilter, ViewWindow } from '../../../src-shared/views/view-query.ts';

const choice = (id: string, label: string): ViewColumn => ({
  id,
  label,
  kind: 'choice',
  sortable: false,
  shown: true,
  facet: true,
  width: 120,
});

/** What changes can be filtered by. `state` has chips of its own above the list. */
export const changeColumns: readonly ViewColumn[] = [
  choice('state', 'State'),
  choice('kind', 'Kind'),
  choice('effect', 'Effect'),
];

/** The columns that the filter bar offers. */
export const barColumns: readonly ViewColumn[] = changeColumns.filter((column) => column.id !== 'state');

/** The changes that match a search and all filters, in their order. */
export function matchingChanges(
  changes: readonly PlannedChange[],
  search: string,
  filters: readonly ViewFilter[],
): readonly PlannedChange[] {
  if (search.trim() === '' && filters.length === 0) return changes;
  const tally = tallyOf(search, filters);
  return changes.filter((planned) => tally.take(planned));
}

/** How often each value occurs among the changes that match everything but the column's own filters. */
export function changeFacets(
  changes: readonly PlannedChange[],
  search: string,
  filters: readonly ViewFilter[],
): NonNullable<ViewWindow['facets']> {
  const tally = tallyOf(search, filters);
  for (const planned of changes) tally.take(planned);
  return tally.facets();
}

/** The states whose chips stand above a list: those that need the admin first. */
export function chipStates(which: 'open' | 'ended'): readonly ChangeState[] {
  if (which === 'ended') return ['done', 'cancelled'];
  const order: readonly ChangeState[] = ['conflict', 'rejected', 'unknown', 'blocked', 'sending', 'pending'];
  return order.filter((state) => openStates.includes(state));
}

/** The states that the filters ask for; empty = all. */
export function statesOf(filters: readonly ViewFilter[]): ReadonlySet<ChangeState> {
  const wanted = new Set<string>(
    filters.filter(({ column, op }) => column === 'state' && op === 'is').flatMap(({ values }) => values),
  );
  return new Set(changeStates.filter((state) => wanted.has(state)));
}

/** The filters with one state asked for or no longer asked for. */
export function toggleState(filters: readonly ViewFilter[], state: ChangeState): readonly ViewFilter[] {
  const states = new Set(statesOf(filters));
  if (!states.delete(state)) states.add(state);
  const others = filters.filter(({ column }) => column !== 'state');
  return states.size === 0 ? others : [{ column: 'state', op: 'is', values: [...states] }, ...others];
}
