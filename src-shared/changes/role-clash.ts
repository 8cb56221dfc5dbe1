import type { Change, Edit } from '../domain/change.ts';

/** A change of a role. */
export type RoleUpdate = Pick<Change, 'state' | 'conflict'> & {
  readonly edit: Extract<Edit, { kind: 'role.update' }>;
};

/**
 * Whether somebody else changed the same of a role since, so that it can be decided part by part in the role's editor (choice
 * `edit`), and not only as a whole. Pure.
 */
export function isRoleClash<C extends Pick<Change, 'state' | 'edit' | 'conflict'>>(
  change: C,
): change is C & RoleUpdate {
  return (
    change.edit.kind === 'role.update' &&
    change.state === 'conflict' &&
    change.conflict?.kind === 'changed-since' &&
    change.conflict.fields.length > 0
  );
}
