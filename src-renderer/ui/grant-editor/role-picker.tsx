import { useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Role } from '../../../src-shared/domain/role.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { RolePermissions } from './role-permissions.tsx';
import { searchRoles } from './role-search.ts';
import classes from './role-picker.module.css';

/** See {@link RolePicker}. */
export interface RolePickerProps {
  readonly roles: readonly Role[];
  /** Roles that are chosen. */
  readonly chosen: ReadonlySet<number>;
  readonly disabled?: boolean;
  readonly onToggle: (roleId: number) => void;
}

/** Every role of the tenant, searchable; several can be chosen. Its permissions are one click away (R26). */
export function RolePicker(props: RolePickerProps): ReactNode {
  const [search, setSearch] = useState('');
  const base = useId();
  const shown = useMemo(() => searchRoles(props.roles, search), [props.roles, search]);

  return (
    <div className={classes.picker}>
      <TextInput
        leftSection={<IconSearch size={14} aria-hidden />}
        placeholder="Search roles, or what they may do"
        aria-label="Search roles"
        value={search}
        onChange={(change) => setSearch(change.currentTarget.value)}
      />
      <ul className={classes.list} aria-label="Roles">
        {shown.map((role) => {
          const describedBy = `${base}-${role.id}`;
          return (
            <li
              key={role.id}
              className={classes.role}
              data-chosen={props.chosen.has(role.id) || undefined}
              data-role={role.name}
            >
              <Checkbox
                className={classes.check ?? ''}
                checked={props.chosen.has(role.id)}
                disabled={props.disabled ?? false}
                aria-describedby={describedBy}
                label={
                  <span className={classes.name}>
                    <SuspiciousText text={role.name} />
                    {role.custom && <span className={classes.mark}>custom</span>}
                    {!role.enabled && <span className={classes.mark}>has no effect now</span>}
                  </span>
                }
                onChange={() => props.onToggle(role.id)}
              />
              <RolePermissions role={role} />
              <p id={describedBy} className={classes.description}>
                <SuspiciousText text={role.description} />
              </p>
            </li>
          );
        })}
      </ul>
      {shown.length === 0 && (
        <p className={classes.empty}>
          {props.roles.length === 0
            ? 'The mirror has no roles yet. Sync first.'
            : `No role has “${search.trim()}” in its name, description or permissions.`}
        </p>
      )}
    </div>
  );
}
