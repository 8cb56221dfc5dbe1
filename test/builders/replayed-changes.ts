import { localIdOf } from '../../src-shared/changes/local-id.ts';
import type {
  Overlay,
  OverlayRoleContent,
  OverlayRoleMark,
  PendingMark,
} from '../../src-shared/changes/overlay.ts';
import type { Change, Edit } from '../../src-shared/domain/change.ts';

/** The overlay by replaying the changes one after the other on a list of things, the obvious way. */
export function replayed(all: readonly Change[], actor: string): Overlay {
  type Thing = {
    marks: (PendingMark | 'counts')[];
    enabled: boolean | null;
    content: OverlayRoleContent | null;
    made: Change | null;
  };
  const things = new Map<string, Thing>();
  const kindOf = (edit: Edit): string => edit.kind.split('.')[0] ?? '';
  const open = all.filter(({ state }) => state !== 'rejected' && state !== 'cancelled');
  const idOf = (edit: Edit): string | null => {
    if (edit.kind === 'rule.delete') return `rule ${edit.ruleId}`;
    if (edit.kind === 'role.create') return null;
    if (edit.kind.startsWith('role.') && 'roleId' in edit) return `role ${edit.roleId}`;
    if ('userId' in edit) return `user ${edit.userId}`;
    return 'id' in edit ? `service-account ${edit.id}` : null;
  };
  // What was made, under all its names.
  const goneIds = new Set<string>();
  for (const change of open) {
    const { edit, id, result, state } = change;
    if (idOf(edit) !== null) continue;
    const thing: Thing = { marks: [], enabled: null, content: null, made: change };
    const kind = kindOf(edit);
    const names = [`${kind} ${'localId' in edit ? edit.localId : localIdOf(id)}`];
    if (typeof result?.serverId === 'string') names.push(`${kind} ${result.serverId}`);
    const takenAway = open.some(
      (other) =>
        other.edit.kind.endsWith('.delete') &&
        other.state !== 'conflict' &&
        names.includes(idOf(other.edit) ?? ''),
    );
    const left = state === 'sending' || state === 'unknown' || state === 'done';
    if ((takenAway && !left) || change.dependsOn.some((needed) => goneIds.has(needed))) {
      goneIds.add(id);
      thing.made = null;
      thing.marks.push('counts');
    }
    for (const name of names) if ((things.get(name)?.made ?? null) === null) things.set(name, thing);
  }
  for (const { edit, state } of open) {
    const id = idOf(edit);
    if (id === null) continue;
    const thing = things.get(id) ?? { marks: [], enabled: null, content: null, made: null };
    things.set(id, thing);
    thing.marks.push(
      state === 'conflict' ? 'conflict' : edit.kind.endsWith('.delete') ? 'removed' : 'changed',
    );
    if (state === 'conflict') continue;
    if (edit.kind === 'service-account.set-enabled' || edit.kind === 'role.set-enabled')
      thing.enabled = edit.enabled;
    if (edit.kind === 'role.update') thing.content = partsOf(edit);
  }
  const worst = (marks: readonly string[]): PendingMark =>
    marks.includes('conflict') ? 'conflict' : marks.includes('removed') ? 'removed' : 'changed';
  const overlay = {
    users: { made: [] as Overlay['users']['made'][number][], marks: new Map<string, PendingMark>() },
    rules: { made: [] as Overlay['rules']['made'][number][], marks: new Map<number, PendingMark>() },
    serviceAccounts: {
      made: [] as Overlay['serviceAccounts']['made'][number][],
      marks: new Map<string, { mark: PendingMark; enabled: boolean | null }>(),
    },
    roles: {
      made: [] as Overlay['roles']['made'][number][],
      marks: new Map<number, OverlayRoleMark>(),
    },
  };
  for (const [name, { marks, made, enabled, content }] of things) {
    const [kind, id = ''] = name.split(' ');
    if (made !== null || marks.includes('counts')) continue;
    if (kind === 'user') overlay.users.marks.set(id, worst(marks));
    else if (kind === 'rule') overlay.rules.marks.set(Number(id), worst(marks));
    else if (kind === 'role') overlay.roles.marks.set(Number(id), { mark: worst(marks), enabled, content });
    else overlay.serviceAccounts.marks.set(id, { mark: worst(marks), enabled });
  }
  for (const thing of new Set(things.values())) {
    const { made, marks, enabled, content } = thing;
    if (made === null) continue;
    const later = worst([...marks, made.state]);
    const common = {
      createdBy: actor,
      createdAt: made.createdAt,
      mark: later === 'changed' ? ('new' as const) : later,
    };
    const { edit, id } = made;
    if (edit.kind === 'user.create') {
      const { email, firstName, lastName } = edit;
      overlay.users.made.push({ id: localIdOf(id), email, firstName, lastName, ...common });
    } else if (edit.kind === 'service-account.create')
      overlay.serviceAccounts.made.push({
        id: localIdOf(id),
        name: edit.name,
        enabled: enabled ?? true,
        ...common,
      });
    else if (edit.kind === 'role.create')
      overlay.roles.made.push({
        id: edit.localId,
        ...(content ?? partsOf(edit)),
        enabled: enabled ?? true,
        ...common,
      });
    else if (edit.kind === 'rule.create') {
      const { localId, subject, roleId, roleName, scopeName } = edit;
      const where = { scopeType: edit.scope.type, scopeId: edit.scope.id, scopeName };
      overlay.rules.made.push({ id: localId, subject, roleId, roleName, ...where, ...common });
    }
  }
  const nameOf = new Map(overlay.roles.made.map(({ id, name }) => [id, name]));
  overlay.rules.made = overlay.rules.made.map((rule) => ({
    ...rule,
    roleName: nameOf.get(rule.roleId) ?? rule.roleName,
  }));
  return overlay;
}

function partsOf(edit: OverlayRoleContent): OverlayRoleContent {
  const { name, description, permissionSets, permissions } = edit;
  return { name, description, permissionSets, permissions };
}
