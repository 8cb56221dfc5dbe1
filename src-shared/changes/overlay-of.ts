import type { Change, ChangeState, Edit } from '../domain/change.ts';
import { localIdOf } from './local-id.ts';
import type {
  Overlay,
  OverlayRole,
  OverlayRoleContent,
  OverlayRule,
  OverlayServiceAccount,
  OverlayUser,
  PendingMark,
} from './overlay.ts';

/** What the overlay says beside the changes themselves. */
export interface OverlayFacts {
  /** Whom rows that are made here name as their author: the account that the changes are bound to. */
  readonly actor: string;
}

/** What all changes together do to one thing that is there, or that another change makes. */
interface Alteration {
  readonly mark: PendingMark;
  /** The state that a service account or a role is given; null = as it is. */
  readonly enabled: boolean | null;
  /** What a role is made to be; null = as it is. */
  readonly content: OverlayRoleContent | null;
}

/** States that are laid over. `done` counts until its facts are in the mirror; a refused change asks for nothing. */
const laidOver: ReadonlySet<ChangeState> = new Set([
  'pending',
  'sending',
  'unknown',
  'conflict',
  'blocked',
  'done',
]);

/** States in which the tenant may have, or has, what a change makes: taking it away is then an act of its own. */
const maybeThere: ReadonlySet<ChangeState> = new Set(['sending', 'unknown', 'done']);

const removes = (edit: Edit): boolean => edit.kind.endsWith('.delete');

type Kind = 'user' | 'rule' | 'serviceAccount' | 'role';

/** The kind of thing that a change is about. */
function kindOf(edit: Edit): Kind {
  if (edit.kind.startsWith('user.')) return 'user';
  if (edit.kind.startsWith('role.')) return 'role';
  return edit.kind.startsWith('rule.') ? 'rule' : 'serviceAccount';
}

/** The id of what a change removes or alters; null for a change that makes something. */
function targetOf(edit: Edit): string | null {
  switch (edit.kind) {
    case 'user.delete':
    case 'user.reset-password':
      return edit.userId;
    case 'rule.delete':
      return String(edit.ruleId);
    case 'service-account.set-enabled':
    case 'service-account.rotate':
    case 'service-account.delete':
      return edit.id;
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete':
      return String(edit.roleId);
    default:
      return null;
  }
}

/** Our own id of what a change makes; null for a change that makes nothing. */
function idMade({ id, edit }: Change): string | null {
  if (!edit.kind.endsWith('.create')) return null;
  return edit.kind === 'rule.create' || edit.kind === 'role.create' ? String(edit.localId) : localIdOf(id);
}

/** Gives what a change is about one name, whether later changes call it by our id or by the tenant's. */
function namesOf(changes: readonly Change[]): (change: Change) => string | null {
  const ours = new Map<string, string>();
  for (const change of changes) {
    const local = idMade(change);
    const server = change.result?.serverId ?? null;
    if (local !== null && server !== null) ours.set(`${kindOf(change.edit)} ${server}`, local);
  }
  return ({ edit }) => {
    const id = targetOf(edit);
    return id === null ? null : (ours.get(`${kindOf(edit)} ${id}`) ?? id);
  };
}

/** Makes that another change takes back before they ever left, and makes that wait for one of those. */
function takenBack(
  changes: readonly Change[],
  nameOf: (change: Change) => string | null,
): ReadonlySet<string> {
  const removed = new Set(
    changes
      .filter(({ edit, state }) => removes(edit) && state !== 'conflict')
      .map((change) => `${kindOf(change.edit)} ${nameOf(change)}`),
  );
  const gone = new Set<string>();
  for (const change of changes) {
    const made = idMade(change);
    if (made === null) continue;
    const removedHere = !maybeThere.has(change.state) && removed.has(`${kindOf(change.edit)} ${made}`);
    if (removedHere || change.dependsOn.some((id) => gone.has(id))) gone.add(change.id);
  }
  return gone;
}

/** Conflict before removal, removal before any other change. */
function strongest(marks: readonly (PendingMark | undefined)[]): PendingMark | null {
  return (['conflict', 'removed', 'new', 'changed'] as const).find((mark) => marks.includes(mark)) ?? null;
}

const contentOf = ({ name, description, permissionSets, permissions }: OverlayRoleContent) => ({
  name,
  description,
  permissionSets,
  permissions,
});

/** Adds a change to what is known of its target. One that the tenant contradicts alters nothing until it is decided. */
function alter(known: Alteration | undefined, { edit, state }: Change): Alteration {
  const act = removes(edit) ? 'removed' : 'changed';
  const mark = state === 'conflict' ? 'conflict' : act;
  const switches = edit.kind === 'service-account.set-enabled' || edit.kind === 'role.set-enabled';
  const enabled = switches && state !== 'conflict' ? edit.enabled : null;
  const content = edit.kind === 'role.update' && state !== 'conflict' ? contentOf(edit) : null;
  return {
    mark: strongest([known?.mark, mark]) ?? mark,
    enabled: enabled ?? known?.enabled ?? null,
    content: content ?? known?.content ?? null,
  };
}

/** A new rule under the name that the role has by now, where the role is made here too. */
function named(rule: OverlayRule, roles: readonly OverlayRole[]): OverlayRule {
  const role = rule.roleId < 0 ? roles.find(({ id }) => id === rule.roleId) : undefined;
  return role === undefined ? rule : { ...rule, roleName: role.name };
}

/**
 * What the open changes make of the mirror (I4), whatever order they are given in: they count in the order of `seq`.
 * Give it `outbox.open()` and `outbox.unnoted()`; refused and cancelled changes are not laid over.
 */
export function overlayOf(changes: readonly Change[], facts: OverlayFacts): Overlay {
  const counted = changes
    .filter(({ state }) => laidOver.has(state))
    .toSorted((left, right) => left.seq - right.seq);
  const nameOf = namesOf(counted);
  const gone = takenBack(counted, nameOf);
  const altered: Readonly<Record<Kind, Map<string, Alteration>>> = {
    user: new Map(),
    rule: new Map(),
    serviceAccount: new Map(),
    role: new Map(),
  };
  for (const change of counted) {
    const name = nameOf(change);
    const ofKind = altered[kindOf(change.edit)];
    if (name !== null) ofKind.set(name, alter(ofKind.get(name), change));
  }

  const users: OverlayUser[] = [];
  const rules: OverlayRule[] = [];
  const serviceAccounts: OverlayServiceAccount[] = [];
  const roles: OverlayRole[] = [];
  for (const change of counted) {
    const { id, edit, state, createdAt } = change;
    const made = idMade(change);
    if (made === null) continue;
    // What was done to the thing made here is said by its own row: it is no mark on the mirror.
    const later = altered[kindOf(edit)].get(made);
    altered[kindOf(edit)].delete(made);
    if (gone.has(id)) continue;
    const mark = strongest([state === 'conflict' ? 'conflict' : 'new', later?.mark]) ?? 'new';
    const common = { createdBy: facts.actor, createdAt, mark };
    if (edit.kind === 'user.create') {
      const { email, firstName, lastName } = edit;
      users.push({ id: made, email, firstName, lastName, ...common });
    } else if (edit.kind === 'rule.create') {
      const { localId, subject, roleId, roleName, scope, scopeName } = edit;
      const where = { scopeType: scope.type, scopeId: scope.id, scopeName };
      rules.push({ id: localId, subject, roleId, roleName, ...where, ...common });
    } else if (edit.kind === 'service-account.create')
      serviceAccounts.push({ id: made, name: edit.name, enabled: later?.enabled ?? true, ...common });
    else if (edit.kind === 'role.create') {
      const content = later?.content ?? contentOf(edit);
      roles.push({ id: edit.localId, ...content, enabled: later?.enabled ?? true, ...common });
    }
  }
  const marks = <Id>(ofKind: Map<string, Alteration>, idOf: (text: string) => Id): Map<Id, PendingMark> =>
    new Map([...ofKind].map(([id, { mark }]) => [idOf(id), mark]));
  return {
    users: { made: users, marks: marks(altered.user, (id) => id) },
    rules: { made: rules.map((rule) => named(rule, roles)), marks: marks(altered.rule, Number) },
    serviceAccounts: {
      made: serviceAccounts,
      marks: new Map([...altered.serviceAccount].map(([id, { mark, enabled }]) => [id, { mark, enabled }])),
    },
    roles: {
      made: roles,
      marks: new Map([...altered.role].map(([id, alteration]) => [Number(id), alteration])),
    },
  };
}
