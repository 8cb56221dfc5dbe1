import { hasAccount } from '../../../src-shared/domain/user.ts';
import type { GridRow } from '../../ui/data-grid/grid-row.ts';
import { pendingMarkOf } from '../../ui/pending/pending-words.ts';
import type { UserTarget } from '../../ui/slots.tsx';
import type { TableTab } from '../../ui/table-page/table-page.tsx';

/** Types that have a tab of their own; see `userRowTypes`. */
const typeTabs = [
  { value: 'local', label: 'Local users' },
  { value: 'sso', label: 'SSO users' },
  { value: 'pre-authorised', label: 'Pre-authorised' },
  { value: 'user deleted', label: 'Deleted' },
] as const;

/** Tabs of the Users screen: by type, then all. Counts come from the facets of the type column. */
export const userTabs: readonly TableTab[] = [
  ...typeTabs.map(({ value, label }): TableTab => ({
    value,
    label,
    filter: { column: 'type', op: 'is', values: [value] },
    count: (facets) =>
      facets['type'] === undefined
        ? null
        : (facets['type'].find((facet) => facet.value === value)?.count ?? 0),
  })),
  {
    value: 'all',
    label: 'All',
    filter: null,
    count: (facets) => facets['type']?.reduce((sum, facet) => sum + facet.count, 0) ?? null,
  },
];

/** Columns that actions on users need even when they are hidden. */
export const targetColumns: readonly string[] = ['email', 'type'];

/** Local, SSO, or unknown. */
export function localness(type: unknown): boolean | null {
  if (type === 'local') return true;
  return type === 'sso' ? false : null;
}

/** The accounts among selected rows, as the actions want them. */
export function targetsOf(rows: Iterable<GridRow>): readonly UserTarget[] {
  const targets: UserTarget[] = [];
  for (const row of rows) {
    const type = row.cells['type'];
    if (!hasAccount(type)) continue;
    targets.push({
      id: row.id,
      email: String(row.cells['email'] ?? ''),
      isLocal: localness(type),
      pending: pendingMarkOf(row.cells['pending']),
    });
  }
  return targets;
}
