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

/** What the things that an edit names are to be called instead. */
interface Names {
  server(id: string): string;
  client(id: string): string;
  rule(id: number): number;
  role(id: number): number;
  /** The role of a rule that goes, which nothing is asked about. */
  roleOfGone(id: number): number;
}

function renamed(edit: Edit, names: Names): Edit {
  switch (edit.kind) {
    case 'user.delete':
    case 'user.reset-password':
      return { ...edit, userId: names.server(edit.userId) };
    case 'rule.create': {
      const subject = { ...edit.subject, id: names.client(edit.subject.id) };
      return { ...edit, roleId: names.role(edit.roleId), subject };
    }
    case 'rule.delete': {
      const subject = { ...edit.subject, id: names.client(edit.subject.id) };
      return { ...edit, ruleId: names.rule(edit.ruleId), roleId: names.roleOfGone(edit.roleId), subject };
    }
    case 'service-account.set-enabled':
      return { ...edit, id: names.server(edit.id) };
    case 'service-account.rotate':
    case 'service-account.delete':
      return { ...edit, id: names.server(edit.id), clientId: names.client(edit.clientId) };
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete':
      return { ...edit, roleId: names.role(edit.roleId) };
    default:
      return edit;
  }
}

/**
 * An edit with the tenant's own ids in place of local ones: `local:<change id>` and negative rule numbers are what other
 * changes of this outbox made. Null while one of them is not known. Pure.
 */
export function resolveIds(change: Pick<Change, 'edit' | 'dependsOn'>, find: FindChange): Edit | null {
  let whole = true;
  const known = <Id>(own: Id, found: Id | null): Id => {
    if (found === null) whole = false;
    return found ?? own;
  };
  const edit = renamed(change.edit, {
    server: (id) => known(id, made(id, find, 'serverId')),
    client: (id) => known(id, made(id, find, 'clientId')),
    rule: (id) => known(id, madeAs('rule.create', id, change.dependsOn, find)),
    role: (id) => known(id, madeAs('role.create', id, change.dependsOn, find)),
    roleOfGone: (id) => id,
  });
  return whole ? edit : null;
}

/**
 * Changes that call what was made here as the tenant does, as far as `find` knows how: for whoever holds them against what the
 * mirror shows. The very same where they name nothing of ours. Pure.
 */
export function asTenantCalls(changes: readonly Change[], find: FindChange): readonly Change[] {
  // Many rest on one, which is asked for once.
  const found = new Map<string, Change | null>();
  const findOnce: FindChange = (id) => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const change = find(id);
    found.set(id, change);
    return change;
  };
  return changes.map((change) => {
    const { edit, dependsOn } = change;
    if (!hasLocalIds(edit) && (edit.kind !== 'rule.delete' || edit.roleId >= 0)) return change;
    const ids = touchedIds(change, findOnce);
    const names: Names = {
      server: (id) => made(id, findOnce, 'serverId') ?? id,
      client: ids.subject,
      rule: (id) => madeAs('rule.create', id, dependsOn, findOnce) ?? id,
      role: ids.role,
      roleOfGone: ids.role,
    };
    return { ...change, edit: renamed(edit, names) };
  });
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
