import type { Change, Edit } from '../../../src-shared/domain/change.ts';

/** A change by its id, whatever its state; null when there is none. */
export type FindChange = (id: string) => Change | null;

const localPrefix = 'local:';

/** The tenant's id of what another change made, or null while there is none. */
function made(id: string, find: FindChange, which: 'serverId' | 'clientId'): string | null {
  if (!id.startsWith(localPrefix)) return id;
  return find(id.slice(localPrefix.length))?.result?.[which] ?? null;
}

/** Under which ids the things are known that tell what a change touches: the tenant's as soon as it has given them. */
export interface TouchedIds {
  subject(id: string): string;
  role(id: number): number;
}

/**
 * What was made here has one name only, whether a change was wished before the tenant gave it a number or after (I6): ours
 * as long as the tenant has given none, then the tenant's. Pure.
 */
export function touchedIds(
  { edit, dependsOn }: Pick<Change, 'edit' | 'dependsOn'>,
  find: FindChange,
): TouchedIds {
  return {
    subject: (id) => made(id, find, 'clientId') ?? id,
    role(id) {
      if (id >= 0) return id;
      // A rule that goes may know its role only through the change that makes it.
      const makers =
        edit.kind === 'rule.delete'
          ? [...dependsOn, ...dependsOn.flatMap((parent) => find(parent)?.dependsOn ?? [])]
          : dependsOn;
      return madeAs('role.create', id, makers, find) ?? id;
    },
  };
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
