import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useMirror, useRoles, useTenant } from '../../stores/stores-context.tsx';
import { useTableBinding } from '../../stores/table-binding.ts';
import { TierLegend } from '../../ui/access/tier-mark.tsx';
import { roleFace } from '../../ui/data-grid/cell-faces.ts';
import { RecordDrawer } from '../../ui/record-drawer/record-drawer.tsx';
import type { DrawerPart, RecordPartProps } from '../../ui/record-drawer/record-drawer.tsx';
import { useSlots } from '../../ui/slots.tsx';
import { assignmentsPart } from '../../ui/user-facts/assignments-content.tsx';
import { TablePage } from '../../ui/table-page/table-page.tsx';
import type { RowDrawerProps } from '../../ui/table-page/table-page.tsx';
import { GroupMembers } from './group-members.tsx';

/** Groups known from access rules and from users; the tenant itself keeps no list of them. */
export function GroupsPage(): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const faces = useMemo(() => ({ roles: roleFace(tierOf) }), [tierOf]);
  return (
    <TablePage
      view="groups"
      title="Groups"
      noun="groups"
      binding={useTableBinding('groups')}
      faces={faces}
      legend={<TierLegend />}
      emptyText="Groups come from the identity provider. None is named by a user or a rule yet."
      Drawer={GroupDrawer}
    />
  );
}

const rules = {
  face: 'role',
  label: 'Access rules',
  emptyText: 'No access rule that you can see names this group.',
} as const;

const groupParts: readonly DrawerPart[] = [{ value: 'members', label: 'Members', Content: GroupMembers }];

const assigningParts = [assignmentsPart, ...groupParts];

function GroupDrawer(props: RowDrawerProps): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const revision = useMirror((mirror) => mirror.any);
  const assigns = useTenant((tenant) => tenant.current?.productLine === '2.13');
  return (
    <RecordDrawer
      {...props}
      view="groups"
      noun="group"
      revision={revision}
      tierOf={tierOf}
      rules={rules}
      parts={assigns ? assigningParts : groupParts}
      Subtitle={Subtitle}
      Actions={Actions}
    />
  );
}

function Actions({ record, onActed }: RecordPartProps): ReactNode {
  const { NewRuleButton } = useSlots();
  return (
    <NewRuleButton
      prefill={{ subjects: [{ type: 'group', id: record.title }] }}
      place="drawer"
      onDone={onActed}
    />
  );
}

function Subtitle(): ReactNode {
  return 'Group, as the identity provider names it';
}
