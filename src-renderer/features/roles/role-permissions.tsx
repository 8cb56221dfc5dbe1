import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror } from '../../stores/stores-context.tsx';
import { PermissionGrid } from '../../ui/access/permission-grid.tsx';
import { permissionGroups } from '../../ui/access/permission-rows.ts';
import { TierBadge } from '../../ui/access/tier-mark.tsx';
import { tiers, tierOfRole } from '../../ui/access/tier.ts';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import classes from './roles.module.css';

/** What a role permits: its tier, its description, and resource type by action. */
export function RolePermissions(props: { id: number }): ReactNode {
  const revision = useMirror((mirror) => mirror.any);
  const call = useCall('roles.get', { id: props.id }, revision);
  if (call.status === 'failed') return <ErrorState error={call.error} onRetry={call.reload} />;
  if (call.data === null) {
    return call.status === 'ready' ? <EmptyState title="This role is no longer in the tenant." /> : null;
  }
  const role = call.data;
  const tier = tierOfRole(role);
  const given = role.permissions.filter((permission) => permission.actions.length > 0);
  return (
    <>
      <p className={classes.summary}>
        <TierBadge tier={tier} /> {tiers.find((each) => each.tier === tier)?.meaning}
      </p>
      {role.description !== '' && <p className={classes.description}>{role.description}</p>}
      {!role.enabled && (
        <p className={classes.disabled}>The tenant has disabled this role: its rules are without effect.</p>
      )}
      {role.permissionSets.length > 0 && (
        <p className={classes.description}>Made of {role.permissionSets.map((set) => set.name).join(', ')}</p>
      )}
      {given.length === 0 ? (
        <EmptyState title="The tenant lists no permissions for this role." />
      ) : (
        <PermissionGrid groups={permissionGroups(given, !role.enabled)} />
      )}
    </>
  );
}
