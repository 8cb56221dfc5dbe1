import type { Client } from './clients.ts';
import type { UserRecord } from './generated-users.ts';
import { legacyPermissions } from './legacy-access.ts';
import { scopeKey, type Scope } from './org-units.ts';
import type { Permission } from './permission-sets.ts';
import type { Action } from './resource-types.ts';
import type { RulePosition } from './rule-store.ts';
import type { Role } from './roles.ts';
import type { TenantState } from './tenant-state.ts';
import type { UserRef } from './user-store.ts';

/** Who makes a call: a user (also by an access key) or a service account. */
export type Caller =
  | { kind: 'user'; name: string; ref: UserRef; user: UserRecord }
  | { kind: 'service-account'; name: string; account: Client };

/** One way a caller has rights: a role in a scope. */
export interface Grant {
  role: Pick<Role, 'permissions'>;
  scope: Scope;
}

/** Positions of the live rules that apply to a caller: own ones, those of its groups, those for everyone. */
export function rulesOfCaller(state: TenantState, caller: Caller): RulePosition[] {
  const wanted: [type: readonly string[], id: string][] =
    caller.kind === 'user'
      ? [
          [['user'], caller.user.username],
          [['user'], caller.user.id],
          ...(caller.user.groups ?? []).map((group): [string[], string] => [['group'], group]),
        ]
      : [caller.account.clientId, caller.account.name, caller.account.id].map((id): [string[], string] => [
          ['service-account', 'app'],
          id,
        ]);
  if (state.profile.allAuthenticatedUsers)
    wanted.push([['all-authenticated-users'], 'all-authenticated-users']);
  const found = new Set<RulePosition>();
  for (const [types, id] of wanted) {
    for (const position of state.rules.ofSubject(id)) {
      const record = state.rules.read(position);
      if (!types.includes(record.subjectType)) continue;
      // Group names are matched exactly as the identity provider sends them (domain §3.3).
      if (record.subjectType === 'group' && record.subjectId !== id) continue;
      const { deletedAt, leaving } = state.rules.stateOf(position);
      if (deletedAt === null && !leaving) found.add(position);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** The grants of a caller. Disabled roles and scopes that are gone grant nothing. */
export function grantsOf(state: TenantState, caller: Caller): Grant[] {
  if (state.legacy !== undefined) {
    const { roles } =
      caller.kind === 'user' ? state.legacy.ofUser(caller.user) : state.legacy.ofApp(caller.account);
    return roles.map((role) => ({
      role: { permissions: legacyPermissions(role) },
      scope: state.units.tenant,
    }));
  }
  return rulesOfCaller(state, caller).flatMap((position) => {
    const rule = state.rules.read(position);
    const role = state.roles.byId(rule.roleId);
    const scope = state.units.find(rule.scope.type, rule.scope.id);
    return role === undefined || scope === undefined || !role.enabled ? [] : [{ role, scope }];
  });
}

function grantsAction(permissions: readonly Permission[], resource: string, action: Action): boolean {
  return permissions.some((p) => p.resourceType === resource && p.actions.includes(action));
}

/** Scopes in which grants allow an action on a resource type. */
export function scopesFor(grants: readonly Grant[], resource: string, action: Action): Scope[] {
  return grants.filter((g) => grantsAction(g.role.permissions, resource, action)).map((g) => g.scope);
}

/** Whether one of `scopes` is `target` or lies above it. */
export function covers(scopes: readonly Scope[], target: Scope): boolean {
  return scopes.some((scope) => target.line.includes(scopeKey(scope.type, scope.id)));
}

/** Whether one of `scopes` is, lies above or lies below `target` (ancestors of visible things are visible). */
export function touches(scopes: readonly Scope[], target: Scope): boolean {
  const key = scopeKey(target.type, target.id);
  return covers(scopes, target) || scopes.some((scope) => scope.line.includes(key));
}

/** Whether grants hold every right of `role` in `target`: nobody may hand out more than they have (behaviour 7). */
export function mayHandOut(grants: readonly Grant[], role: Role, target: Scope): boolean {
  const held = grants.filter((g) => covers([g.scope], target));
  return role.permissions.every(({ resourceType, actions }) =>
    actions.every((action) => held.some((g) => grantsAction(g.role.permissions, resourceType, action))),
  );
}
