import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useRoles, useTenant } from '../../stores/stores-context.tsx';
import { useTableBinding } from '../../stores/table-binding.ts';
import { TierLegend } from '../../ui/access/tier-mark.tsx';
import { roleFace, stateFace, timeFace } from '../../ui/data-grid/cell-faces.ts';
import { TablePage } from '../../ui/table-page/table-page.tsx';
import { NewUserButton } from './new-user-button.tsx';
import { SelectedUsers } from './selected-users.tsx';
import { targetColumns, userTabs } from './user-columns.ts';
import { UserDrawer } from './user-drawer.tsx';

/** Who is deleted, or not there yet, stands out as in the table of access rules. */
const typeFace = stateFace((type) =>
  type === 'user deleted' ? 'warn' : type === 'pre-authorised' ? 'pending' : 'plain',
);

/** All people of the tenant: local, SSO, and e-mails that rules already name. */
export function UsersPage(): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const readable = useTenant((tenant) => tenant.current?.abilities.readUsers ?? null);
  const faces = useMemo(
    () => ({ type: typeFace, roles: roleFace(tierOf), lastLogin: timeFace('never') }),
    [tierOf],
  );
  return (
    <TablePage
      view="users"
      title="Users"
      noun="users"
      binding={useTableBinding('users')}
      faces={faces}
      legend={<TierLegend />}
      tabs={userTabs}
      actions={<NewUserButton />}
      emptyText="Nobody is here yet. The first sync brings the users of the tenant."
      denied={readable !== null && !readable.allowed ? (readable.reason ?? '') : null}
      always={targetColumns}
      SelectionActions={SelectedUsers}
      Drawer={UserDrawer}
    />
  );
}
