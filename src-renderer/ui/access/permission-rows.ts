import type { Permission, PermissionAction } from '../../../src-shared/domain/role.ts';

/** How a permission stands: granted, only in part (some scopes or conditions), there but without effect, or not there. */
export type PermissionStanding = 'granted' | 'partial' | 'dormant' | 'none';

/** The four actions in the order they are always shown, with their letter. */
export const shownActions: readonly {
  readonly action: PermissionAction;
  readonly letter: string;
  readonly label: string;
}[] = [
  { action: 'create', letter: 'C', label: 'Create' },
  { action: 'read', letter: 'R', label: 'Read' },
  { action: 'update', letter: 'U', label: 'Update' },
  { action: 'delete', letter: 'D', label: 'Delete' },
];

/** One resource type of the grid. */
export interface PermissionRow {
  readonly resourceType: string;
  readonly label: string;
  readonly cells: Readonly<Record<PermissionAction, PermissionStanding>>;
  /** Actions beyond the four, e.g. `sync`; shown as words. */
  readonly more: readonly string[];
}

/** Resource types that belong together. */
export interface PermissionGroup {
  readonly group: string;
  readonly label: string;
  readonly rows: readonly PermissionRow[];
}

const groupLabels: readonly (readonly [string, string])[] = [
  ['iam', 'People and access'],
  ['organization', 'Organisation'],
  ['physical-resource', 'Clusters and nodes'],
  ['workload', 'Workloads'],
  ['workload-asset', 'Workload assets'],
  ['dashboard', 'Dashboards'],
  ['platform', 'Platform'],
  ['other', 'Other'],
];

/** Resource types that belong together, of any kind of row. */
export interface RowGroup<Row> {
  readonly group: string;
  readonly label: string;
  readonly rows: readonly Row[];
}

/** Rows in groups of a fixed order, groups we do not know at the end under their own name. */
export function groupedRows<Row extends { readonly group: string }>(
  rows: readonly Row[],
): readonly RowGroup<Row>[] {
  const byGroup = new Map<string, Row[]>();
  for (const row of rows) byGroup.set(row.group, [...(byGroup.get(row.group) ?? []), row]);
  const known = groupLabels.filter(([group]) => byGroup.has(group));
  const unknown = [...byGroup.keys()]
    .filter((group) => !groupLabels.some(([name]) => name === group))
    .sort()
    .map((group) => [group, group] as const);
  return [...known, ...unknown].map(([group, label]) => ({ group, label, rows: byGroup.get(group) ?? [] }));
}

/**
 * A role's permissions as the grid draws them, grouped. `dormant` draws all of it as without effect (a disabled role).
 */
export function permissionGroups(
  permissions: readonly Permission[],
  dormant: boolean,
): readonly PermissionGroup[] {
  return groupedRows(
    permissions.map((permission) => {
      const has = (action: PermissionAction): PermissionStanding => {
        if (!permission.actions.includes(action)) return 'none';
        return dormant ? 'dormant' : 'granted';
      };
      return {
        resourceType: permission.resourceType,
        label: permission.displayName,
        group: permission.group,
        cells: { create: has('create'), read: has('read'), update: has('update'), delete: has('delete') },
        more: permission.actions.filter((action) => !shownActions.some((shown) => shown.action === action)),
      };
    }),
  );
}
