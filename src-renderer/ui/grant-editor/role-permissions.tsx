import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Popover } from '@mantine/core';
import type { Role } from '../../../src-shared/domain/role.ts';
import { PermissionGrid } from '../access/permission-grid.tsx';
import { permissionGroups } from '../access/permission-rows.ts';
import { TierBadge } from '../access/tier-mark.tsx';
import { tierLabel } from '../access/tier.ts';
import { tierOfRole } from '../../../src-shared/access/role-tier.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import classes from './role-permissions.module.css';

/** The role's tier, which opens its column of permissions (R26). */
export function RolePermissions(props: { role: Role }): ReactNode {
  const { role } = props;
  const [opened, setOpened] = useState(false);
  const granted = role.permissions.filter((permission) => permission.actions.length > 0);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="right-start"
      withinPortal
      trapFocus
      returnFocus
      closeOnEscape
      width={640}
    >
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          className={classes.button ?? ''}
          aria-label={`What ${role.name} may do: ${tierLabel(tierOfRole(role))}`}
          data-role-permissions={role.name}
          onClick={() => setOpened(!opened)}
        >
          <TierBadge tier={tierOfRole(role)} />
        </Button>
      </Popover.Target>
      <Popover.Dropdown {...ownEscape} aria-label={`Permissions of ${role.name}`}>
        <div className={classes.head}>
          <h3>
            <SuspiciousText text={role.name} />
          </h3>
          <TierBadge tier={tierOfRole(role)} />
          <Button
            {...ownEscape}
            className={classes.close ?? ''}
            variant="subtle"
            color="gray"
            onClick={() => setOpened(false)}
          >
            Close
          </Button>
        </div>
        <div className={classes.body}>
          {granted.length === 0 ? (
            <p>This role has no permissions.</p>
          ) : (
            <PermissionGrid groups={permissionGroups(granted, !role.enabled)} />
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Mantine's sign for dialogs around it: Escape closes what is open here, not them. */
const ownEscape = { 'data-mantine-stop-propagation': 'true' };
