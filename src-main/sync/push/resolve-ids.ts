import type { Change, Edit } from '../../../src-shared/domain/change.ts';

/** A change by its id, whatever its state; null when there is none. */
export type FindChange = (id: string) => Change | null;

const localPrefix = 'local:';

/** The tenant's id of what another change made, or null while there is none. */
function made(id: string, find: FindChange, which: 'serverId' | 'clientId'): string | null {
  if (!id.startsWith(localPrefix)) return id;
  return find(id.slice(localPrefix.length))?.result?.[which] ?? null;
}

/**
 * An edit with the tenant's own ids in place of local ones: `local:<change id>` and negative rule numbers are what other
 * changes of this outbox made. Null while one of them is not known. Pure.
 */
export function resolveIds(change: Pick<Change, 'edit' | 'dependsOn'>, find: FindChange): Edit | null {
  const { edit } = change;
  switch (edit.kind) {
    case 'user.delete':
    case 'user.reset-password': {
      const userId = made(edit.userId, find, 'serverId');
      return userId === null ? null : { ...edit, userId };
    }
    case 'rule.create': {
      const id = made(edit.subject.id, find, 'clientId');
      const roleId = madeAs('role.create', edit.roleId, change.dependsOn, find);
      return id === null || roleId === null ? null : { ...edit, roleId, subject: { ...edit.subject, id } };
    }
    case 'rule.delete': {
      const id = made(edit.subject.id, find, 'clientId');
      const ruleId = madeAs('rule.create', edit.ruleId, change.dependsOn, find);
      return id === null || ruleId === null ? null : { ...edit, ruleId, subject: { ...edit.subject, id } };
    }
    case 'service-account.set-enabled': {
      const id = made(edit.id, find, 'serverId');
      return id === null ? null : { ...edit, id };
    }
    case 'service-account.rotate':
    case 'service-account.delete': {
      const id = made(edit.id, find, 'serverId');
      const clientId = made(edit.clientId, find, 'clientId');
      return id === null || clientId === null ? null : { ...edit, id, clientId };
    }
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete': {
      const roleId = madeAs('role.create', edit.roleId, change.dependsOn, find);
      return roleId === null ? null : { ...edit, roleId };
    }
    default:
      return edit;
  }
}

/** Whether an edit still names something that was made here, so that its request cannot be said yet. */
export function hasLocalIds(edit: Edit): boolean {
  return resolveIds({ edit, dependsOn: [] }, () => null) === null;
}

/** The tenant's number of a rule or role that is called by a negative one of ours; null while there is none. */
function madeAs(
  kind: 'rule.create' | 'role.create',
  number: number,
  dependsOn: readonly string[],
  find: FindChange,
): number | null {
  if (number >= 0) return number;
  for (const id of dependsOn) {
    const parent = find(id);
    if (parent?.edit.kind !== kind || parent.edit.localId !== number) continue;
    const serverId = parent.result?.serverId ?? null;
    return serverId === null ? null : Number(serverId);
  }
  return null;
}
