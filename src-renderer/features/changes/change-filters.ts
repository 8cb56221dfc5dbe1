import type { ChangeState } from '../../../src-shared/domain/change.ts';
import { changeStates, openStates } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';
import type { ViewFilter, ViewWindow } from '../../../src-shared/views/view-query.ts';
import { kindWords, problemOf } from './change-words.ts';

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

const effects: Readonly<Record<PlannedChange['sign'], string>> = {
  '+': 'Adds',
  '~': 'Changes',
  '-': 'Removes',
};

/** The value a change has in a column; what filters and facets compare. */
function valueOf(planned: PlannedChange, column: string): string {
  if (column === 'state') return planned.change.state;
  return column === 'kind' ? kindWords(planned.change.edit.kind) : effects[planned.sign];
}

function passes(planned: PlannedChange, filter: ViewFilter): boolean {
  const value = valueOf(planned, filter.column);
  if (filter.op === 'is') return filter.values.includes(value);
  if (filter.op === 'is-not') return !filter.values.includes(value);
  if (filter.op === 'contains') {
    return filter.values.some((part) => value.toLowerCase().includes(part.toLowerCase()));
  }
  return filter.op !== 'empty';
}

/** Whether a change has all words of a search in its title, its group's or its error. */
function found(planned: PlannedChange, search: string): boolean {
  const { change } = planned;
  const text = [planned.title, change.groupTitle, problemOf(change) ?? ''].join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The changes that match a search and all filters, in their order. */
export function matchingChanges(
  changes: readonly PlannedChange[],
  search: string,
  filters: readonly ViewFilter[],
): readonly PlannedChange[] {
  const wanted = search.trim();
  if (wanted === '' && filters.length === 0) return changes;
  return changes.filter(
    (planned) =>
      (wanted === '' || found(planned, wanted)) && filters.every((filter) => passes(planned, filter)),
  );
}

/** How often each value occurs among the changes that match everything but the column's own filters. */
export function changeFacets(
  changes: readonly PlannedChange[],
  search: string,
  filters: readonly ViewFilter[],
): NonNullable<ViewWindow['facets']> {
  return Object.fromEntries(
    changeColumns.map(({ id }) => {
      const others = filters.filter((filter) => filter.column !== id);
      const counts = new Map<string, number>();
      for (const planned of matchingChanges(changes, search, others)) {
        const value = valueOf(planned, id);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const values = [...counts]
        .map(([value, count]) => ({ value, label: value, count }))
        .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
      return [id, values];
    }),
  );
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
