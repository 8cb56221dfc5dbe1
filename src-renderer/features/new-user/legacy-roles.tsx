import { useId } from 'react';
import type { ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import type { Role } from '../../../src-shared/domain/role.ts';
import { type LegacyRole, legacyRoles } from '../../../src-shared/profiles/legacy-roles.ts';
import { RolePermissions } from '../../ui/grant-editor/role-permissions.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './legacy-access.module.css';

/** See {@link LegacyRoles}. */
export interface LegacyRolesProps {
  readonly roles: readonly Role[];
  readonly chosen: ReadonlySet<number>;
  readonly disabled: boolean;
  readonly onToggle: (roleId: number) => void;
}

interface Offer {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly role: Role | null;
  /** Why it cannot be had; null when it can. */
  readonly gate: string | null;
}

function offerOf(legacy: LegacyRole, roles: readonly Role[]): Offer {
  const role = roles.find(({ id }) => id === legacy.id) ?? null;
  const { id, name, text, key } = legacy;
  const gate = ((): string | null => {
    if (roles.length === 0) return 'The mirror has no roles yet. Sync first.';
    if (role === null) {
      return key === 'department_admin'
        ? 'Came with Run:ai 2.10; this tenant does not offer it.'
        : 'This tenant does not offer it.';
    }
    return !role.enabled && key === 'ml_engineer' ? legacy.gate : null;
  })();
  return { id, name, text, role, gate };
}

/**
 * The roles of 2.13 with their gates (R17–R25): what cannot be had is shown with the reason, and roles that we do not know
 * stand at the end. What each permits is one click away (R26).
 */
export function LegacyRoles(props: LegacyRolesProps): ReactNode {
  const base = useId();
  const others = props.roles.filter(({ id }) => !legacyRoles.some((one) => one.id === id));
  const offers = [
    ...legacyRoles.map((one) => offerOf(one, props.roles)),
    ...others.map((role): Offer => ({
      id: role.id,
      name: role.name,
      text: 'Rolebook does not know this role.',
      role,
      gate: null,
    })),
  ];
  return (
    <ul className={classes.list} aria-label="Roles">
      {offers.map(({ id, name, text, role, gate }) => (
        <li
          key={id}
          className={classes.role}
          data-role={name}
          data-chosen={props.chosen.has(id) || undefined}
        >
          <Checkbox
            checked={props.chosen.has(id)}
            disabled={props.disabled || (gate !== null && !props.chosen.has(id))}
            aria-describedby={`${base}-${id}`}
            label={
              <span className={classes.name}>
                <SuspiciousText text={name} />
              </span>
            }
            onChange={() => props.onToggle(id)}
          />
          {role !== null && <RolePermissions role={role} />}
          <p id={`${base}-${id}`} className={classes.text}>
            {text}
            {gate !== null && <span className={classes.gate}> {gate}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
