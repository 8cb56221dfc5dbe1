import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { useMirror, useRoles } from '../../stores/stores-context.tsx';
import { PermissionGrid } from '../../ui/access/permission-grid.tsx';
import { permissionGroups } from '../../ui/access/permission-rows.ts';
import { resourceTypesOf, typeGroups } from '../../ui/access/resource-types.ts';
import { TierBadge } from '../../ui/access/tier-mark.tsx';
import { tiers } from '../../ui/access/tier.ts';
import { tierOfRole } from '../../../src-shared/access/role-tier.ts';
import { PrintButton } from '../../ui/print/print-button.tsx';
import { PrintHeading } from '../../ui/print/print-heading.tsx';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { RoleRelations } from './role-relations.tsx';
import classes from './roles.module.css';

/** What a role permits: its tier, its description, how it stands to other roles, and resource type by action. */
export function RolePermissions(props: { id: number }): ReactNode {
  const revision = useMirror((mirror) => mirror.any);
  const roles = useRoles((store) => store.list);
  const call = useCall('roles.get', { id: props.id }, revision);
  if (call.status === 'failed') return <ErrorState error={call.error} onRetry={call.reload} />;
  if (call.data === null) {
    return call.status === 'ready' ? <EmptyState title="This role is no longer in the tenant." /> : null;
  }
  const role = call.data;
  const tier = tierOfRole(role);
  return (
    <div data-print-sheet>
      <PrintHeading title={role.name} />
      <div className={classes.summary}>
        <TierBadge tier={tier} />
        <span>{tiers.find((each) => each.tier === tier)?.meaning}</span>
        <PrintButton />
      </div>
      {role.description !== '' && <p className={classes.description}>{role.description}</p>}
      {!role.enabled && (
        <p className={classes.disabled}>The tenant has disabled this role: its rules are without effect.</p>
      )}
      {role.permissionSets.length > 0 && (
        <p className={classes.description}>Made of {role.permissionSets.map((set) => set.name).join(', ')}</p>
      )}
      <RoleRelations role={role} roles={roles} />
      <SearchedGrid role={role} />
    </div>
  );
}

/** Resource types above which a search stands over the grid. */
const fewTypes = 10;

function SearchedGrid(props: { role: Role }): ReactNode {
  const { role } = props;
  const [typed, setTyped] = useState('');
  const given = role.permissions.filter((permission) => permission.actions.length > 0);
  if (given.length === 0) return <EmptyState title="The tenant lists no permissions for this role." />;
  const found = new Set(
    typeGroups(resourceTypesOf([{ permissions: given }]), typed).flatMap(({ rows }) =>
      rows.map(({ resourceType }) => resourceType),
    ),
  );
  const shown = given.filter(({ resourceType }) => found.has(resourceType));
  return (
    <>
      {given.length > fewTypes && (
        <TextInput
          className={classes.search ?? ''}
          wrapperProps={{ 'data-no-print': '' }}
          leftSection={<IconSearch size={14} aria-hidden />}
          aria-label="Search what it permits"
          placeholder="Search what it permits"
          spellCheck={false}
          value={typed}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
      )}
      {shown.length === 0 ? (
        <p className={classes.note}>It permits nothing on “{typed.trim()}”.</p>
      ) : (
        <PermissionGrid groups={permissionGroups(shown, !role.enabled)} />
      )}
    </>
  );
}
