import type { CallOutput } from '../../../src-shared/ipc/contract.ts';
import type { Cell, ViewName } from '../../../src-shared/views/view-query.ts';
import { counted } from '../../../src-shared/words/count.ts';
import type { PaletteGroup, PaletteItem } from './palette-items.ts';

/** A table that the palette looks through. */
export interface FoundView {
  readonly view: ViewName;
  readonly group: PaletteGroup;
  readonly path: `/${string}`;
  /** The column with the name, and one that tells more. */
  readonly columns: readonly [name: string, detail: string];
  /** Rows listed at most. */
  readonly most: number;
  /** Kept in the address beside the search and the open row. */
  readonly search?: Readonly<Record<string, string>>;
}

/** Every table that the palette looks through, in the order in which it is listed. */
export const foundViews: readonly FoundView[] = [
  {
    view: 'users',
    group: 'Users',
    path: '/users',
    columns: ['email', 'name'],
    most: 8,
    search: { tab: 'all' },
  },
  { view: 'groups', group: 'Groups', path: '/groups', columns: ['name', 'members'], most: 4 },
  {
    view: 'service-accounts',
    group: 'Service accounts',
    path: '/service-accounts',
    columns: ['name', 'clientId'],
    most: 4,
  },
  { view: 'projects', group: 'Projects', path: '/projects', columns: ['name', 'department'], most: 4 },
  { view: 'departments', group: 'Departments', path: '/departments', columns: ['name', 'cluster'], most: 4 },
  { view: 'clusters', group: 'Clusters', path: '/clusters', columns: ['name', 'state'], most: 4 },
];

/** Letters before the tables are looked through. */
const fewestLetters = 2;

/** What is asked of a table; null while too little is typed. */
export function foundQuery({ view, columns, most }: FoundView, typed: string) {
  const search = typed.trim();
  return search.length < fewestLetters
    ? null
    : { view, search, from: 0, to: most, columns: [...columns], facets: false };
}

function detailOf(view: ViewName, cell: Cell): string | null {
  if (typeof cell === 'number') return view === 'groups' ? counted(cell, 'known member') : String(cell);
  return typeof cell === 'string' && cell !== '' ? cell : null;
}

/** A table's answer as items; each opens the row's drawer, with the list narrowed to it. */
export function foundItems(
  found: FoundView,
  answer: Pick<CallOutput<'views.window'>, 'ids' | 'columns'>,
): readonly PaletteItem[] {
  const [name, detail] = found.columns;
  return answer.ids.map((id, row) => {
    const label = String(answer.columns[name]?.[row] ?? id);
    return {
      key: `${found.view} ${id}`,
      group: found.group,
      label,
      detail: detailOf(found.view, answer.columns[detail]?.[row] ?? null),
      keys: null,
      run: { go: found.path, search: { ...found.search, q: label, open: id } },
    };
  });
}
