import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useMirror, useRoles, useTenant } from '../../stores/stores-context.tsx';
import { useTableBinding } from '../../stores/table-binding.ts';
import { TierLegend } from '../../ui/access/tier-mark.tsx';
import { roleFace, stateFace, timeFace } from '../../ui/data-grid/cell-faces.ts';
import { RecordDrawer } from '../../ui/record-drawer/record-drawer.tsx';
import type { RecordPartProps } from '../../ui/record-drawer/record-drawer.tsx';
import { useSlots } from '../../ui/slots.tsx';
import { TablePage } from '../../ui/table-page/table-page.tsx';
import type { RowDrawerProps } from '../../ui/table-page/table-page.tsx';
import { AccountActions } from './account-actions.tsx';
import { accountColumns, accountTargetOfRecord } from './account-target.ts';
import { NewAccountButton } from './new-account-button.tsx';
import { SelectedAccounts } from './selected-accounts.tsx';

const enabledFace = stateFace((state) => {
  const word = state.toLowerCase();
  if (word === 'enabled' || word === 'true') return 'ok';
  return word === 'disabled' || word === 'false' ? 'warn' : 'none';
});

/** Machines that sign in: service accounts, named applications before 2.24. */
export function ServiceAccountsPage(): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const readable = useTenant((tenant) => tenant.current?.abilities.readServiceAccounts ?? null);
  const faces = useMemo(
    () => ({ roles: roleFace(tierOf), enabled: enabledFace, lastLogin: timeFace('never') }),
    [tierOf],
  );
  return (
    <TablePage
      view="service-accounts"
      title="Service accounts"
      noun="service accounts"
      binding={useTableBinding('service-accounts')}
      faces={faces}
      legend={<TierLegend />}
      emptyText={readable?.reason ?? 'The tenant has no service accounts.'}
      actions={<NewAccountButton />}
      always={accountColumns}
      SelectionActions={SelectedAccounts}
      Drawer={ServiceAccountDrawer}
    />
  );
}

const rules = {
  face: 'role',
  label: 'Access rules',
  emptyText: 'No access rule that you can see names this service account.',
} as const;

function ServiceAccountDrawer(props: RowDrawerProps): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const revision = useMirror((mirror) => mirror.any);
  return (
    <RecordDrawer
      {...props}
      view="service-accounts"
      noun="service account"
      revision={revision}
      tierOf={tierOf}
      rules={rules}
      Subtitle={Subtitle}
      Actions={Actions}
    />
  );
}

function Subtitle(): ReactNode {
  return 'Service account';
}

function Actions({ record, onActed }: RecordPartProps): ReactNode {
  const { NewRuleButton } = useSlots();
  const account = accountTargetOfRecord(record);
  return (
    <>
      <NewRuleButton
        prefill={{ subjects: [{ type: 'service-account', id: account.name }] }}
        place="drawer"
        onDone={onActed}
      />
      <AccountActions accounts={[account]} onDone={onActed} />
    </>
  );
}
