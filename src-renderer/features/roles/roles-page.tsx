import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useMirror, useRoles } from '../../stores/stores-context.tsx';
import { useTableBinding } from '../../stores/table-binding.ts';
import { TierLegend } from '../../ui/access/tier-mark.tsx';
import { roleFace } from '../../ui/data-grid/cell-faces.ts';
import { RecordDrawer } from '../../ui/record-drawer/record-drawer.tsx';
import { useSlots } from '../../ui/slots.tsx';
import { TablePage } from '../../ui/table-page/table-page.tsx';
import type { RecordPartProps } from '../../ui/record-drawer/record-drawer.tsx';
import type { RowDrawerProps } from '../../ui/table-page/table-page.tsx';
import { RoleActions } from './role-actions.tsx';
import { RolePermissions } from './role-permissions.tsx';
import { rolesOfIds } from './role-target.ts';
import { RolesHeaderActions } from './roles-header-actions.tsx';
import { SelectedRoles } from './selected-roles.tsx';
import classes from './roles.module.css';

/** The roles of the tenant, and what each permits. */
export function RolesPage(): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const faces = useMemo(() => ({ name: roleFace(tierOf) }), [tierOf]);
  return (
    <TablePage
      view="roles"
      title="Roles"
      noun="roles"
      binding={useTableBinding('roles')}
      faces={faces}
      legend={<TierLegend />}
      actions={<RolesHeaderActions />}
      emptyText="The first sync brings the roles of the tenant."
      SelectionActions={SelectedRoles}
      Drawer={RoleDrawer}
    />
  );
}

const rules = {
  face: 'subject',
  label: 'Holders',
  emptyText: 'No access rule gives this role.',
} as const;

const leading = [
  {
    value: 'permissions',
    label: 'Permissions',
    Content: ({ record }: RecordPartProps) => <RolePermissions id={Number(record.id)} />,
  },
];

function RoleDrawer(props: RowDrawerProps): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const revision = useMirror((mirror) => mirror.any);
  return (
    <RecordDrawer
      {...props}
      view="roles"
      noun="role"
      revision={revision}
      tierOf={tierOf}
      rules={rules}
      leading={leading}
      Subtitle={Subtitle}
      Actions={Actions}
    />
  );
}

function Actions({ record, onActed }: RecordPartProps): ReactNode {
  const roles = useRoles((store) => store.list);
  const { NewRuleButton } = useSlots();
  return (
    <div className={classes.drawerActions}>
      <NewRuleButton prefill={{ roleIds: [Number(record.id)] }} place="drawer" onDone={onActed} />
      <RoleActions roles={rolesOfIds([record.id], roles)} place="drawer" onDone={onActed} />
    </div>
  );
}

function Subtitle({ record }: RecordPartProps): ReactNode {
  const [role] = rolesOfIds(
    [record.id],
    useRoles((store) => store.list),
  );
  if (role === undefined) return 'Role';
  return `${role.custom ? 'Custom role' : 'Role that comes with the product'}${role.enabled ? '' : ' · disabled'}`;
}
