import type { Change, EditKind } from '../domain/change.ts';
import type { ViewFilter, ViewWindow } from '../views/view-query.ts';
import { kindWords } from './kind-words.ts';

/** What of a change a search and filters look at; every `PlannedChange` has it. */
export interface SoughtChange {
  readonly sign: '+' | '~' | '-';
  readonly title: string;
  readonly change: Pick<Change, 'state' | 'groupTitle' | 'conflict' | 'error'> & {
    readonly edit: { readonly kind: EditKind };
  };
}

/** What changes can be filtered by. */
export const soughtColumns = ['state', 'kind', 'effect'] as const;

type Facets = NonNullable<ViewWindow['facets']>;

const effects: Readonly<Record<SoughtChange['sign'], string>> = {
  '+': 'Adds',
  '~': 'Changes',
  '-': 'Removes',
};

/** What stands in the way of a change that is still open, in one line; null for one that ended. */
export function problemOf({
  state,
  conflict,
  error,
}: Pick<Change, 'state' | 'conflict' | 'error'>): string | null {
  if (state === 'done' || state === 'cancelled') return null;
  return conflict?.message ?? error?.message ?? null;
}

/** The value a change has in a column; what filters and facets compare. */
function valueOf({ change, sign }: SoughtChange, column: string): string {
  if (column === 'state') return change.state;
  return column === 'kind' ? kindWords(change.edit.kind) : effects[sign];
}

function passes(change: SoughtChange, filter: ViewFilter): boolean {
  const value = valueOf(change, filter.column);
  if (filter.op === 'is') return filter.values.includes(value);
  if (filter.op === 'is-not') return !filter.values.includes(value);
  if (filter.op === 'contains') {
    return filter.values.some((part) => value.toLowerCase().includes(part.toLowerCase()));
  }
  return filter.op !== 'empty';
}

/** Looks at changes one after the other, so that not all of them have to be held at once. */
export interface ChangeTally {
  /** Counts a change; whether it has all words of the search (in its title, its group's or its problem) and passes all filters. */
  take(change: SoughtChange): boolean;
  /** How many matched, by what they do. */
  signs(): Record<SoughtChange['sign'], number>;
  /** How often each value occurred among those that match everything but the column's own filters. */
  facets(): Facets;
}

/** A {@link ChangeTally} of one search with its filters. */
export function tallyOf(search: string, filters: readonly ViewFilter[]): ChangeTally {
  const words = search
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const counts = new Map(soughtColumns.map((column) => [column, new Map<string, number>()]));
  const signs = { '+': 0, '~': 0, '-': 0 };

  const found = ({ title, change }: SoughtChange): boolean => {
    if (words.length === 0) return true;
    const text = [title, change.groupTitle, problemOf(change) ?? ''].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return {
    take(change) {
      if (!found(change)) return false;
      const failed = filters.filter((filter) => !passes(change, filter)).map(({ column }) => column);
      for (const [column, values] of counts) {
        if (failed.some((other) => other !== column)) continue;
        const value = valueOf(change, column);
        values.set(value, (values.get(value) ?? 0) + 1);
      }
      if (failed.length > 0) return false;
      signs[change.sign] += 1;
      return true;
    },
    signs: () => ({ ...signs }),
    facets: () =>
      Object.fromEntries(
        [...counts].map(([column, values]) => [
          column,
          [...values]
            .map(([value, count]) => ({ value, label: value, count }))
            .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value)),
        ]),
      ),
  };
}
