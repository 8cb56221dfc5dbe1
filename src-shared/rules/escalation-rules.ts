import { isSystemAdministrator } from '../access/role-kinds.ts';
import { scopeKey, type ScopeIndex } from '../access/scope-index.ts';
import type { Permission } from '../domain/role.ts';
import type { ScopeRef } from '../domain/scope.ts';
import type { Finding } from './finding.ts';
import type { GrantDraft } from './grant-draft.ts';

/** A rule as far as its place and its role matter. Types are open: a newer tenant may send others. */
export interface PlacedRule {
  readonly roleId: number;
  readonly roleName: string;
  readonly scopeType: string;
  readonly scopeId: string;
}

/** A role, as far as handing it out matters. */
export interface RoleRights {
  readonly name: string;
  readonly permissions: readonly Pick<Permission, 'resourceType' | 'actions'>[];
  /** A disabled role gives its holders nothing. */
  readonly enabled: boolean;
}

/**
 * What the actor holds, as far as the mirror shows: rules of their own, of their groups and for everybody. Without any
 * nothing is decided here, and the tenant says what may be.
 */
export interface ActorRights {
  readonly rules: readonly PlacedRule[];
  readonly roles: ReadonlyMap<number, RoleRights>;
  readonly scopes: ScopeIndex;
}

/** Missing rights named in a sentence; more are counted. */
const named = 3;

const rightsOf = (permissions: RoleRights['permissions']): string[] =>
  permissions.flatMap(({ resourceType, actions }) => actions.map((action) => `${action} ${resourceType}`));

/** Keys of the place and all above it; for a place that is not known only its own and the tenant's. */
function reach({ scopes }: ActorRights, place: { type: string; id: string }): (rule: PlacedRule) => boolean {
  const node = scopes.find(place);
  const keys = new Set([scopeKey(place)]);
  if (node !== null) for (const above of scopes.ancestors(node)) keys.add(scopeKey(above));
  return ({ scopeType, scopeId }) =>
    scopeType === 'tenant' || scopeType === 'system' || keys.has(scopeKey({ type: scopeType, id: scopeId }));
}

/** What the actor holds on a place: everything, or single rights such as `create access_rules`. */
function heldOn(actor: ActorRights, place: { type: string; id: string }): 'all' | ReadonlySet<string> {
  const reaches = reach(actor, place);
  const held = new Set<string>();
  for (const rule of actor.rules) {
    const role = actor.roles.get(rule.roleId);
    if (!reaches(rule) || role?.enabled === false) continue;
    if (isSystemAdministrator(role?.name ?? rule.roleName)) return 'all';
    for (const right of rightsOf(role?.permissions ?? [])) held.add(right);
  }
  return held;
}

/** Whether the actor holds, at the place of a rule, all that this gives; false where what it gives is not known. */
export function holdsAll(actor: ActorRights, rule: PlacedRule): boolean {
  const place = { type: rule.scopeType, id: rule.scopeId };
  const reaches = reach(actor, place);
  if (actor.rules.some((held) => held.roleId === rule.roleId && reaches(held))) return true;
  const held = heldOn(actor, place);
  if (held === 'all') return true;
  const role = actor.roles.get(rule.roleId);
  const rights = rightsOf(role?.permissions ?? []);
  if (rights.length === 0 || isSystemAdministrator(role?.name ?? rule.roleName)) return false;
  return rights.every((right) => held.has(right));
}

const words = (rights: readonly string[]): string => {
  const shown = rights.slice(0, named).map((right) => right.replaceAll('_', ' '));
  const more = rights.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
};

const block = (rule: 'V23' | 'V24', about: string, message: string): Finding => ({
  rule,
  severity: 'block',
  field: 'actor',
  about,
  message,
});

/** Who could, by what the tenant calls that role. */
function helpers({ roles }: ActorRights): string {
  const name = [...roles.values()].find((role) => isSystemAdministrator(role.name))?.name;
  const role = name ?? 'System administrator';
  return `${/^[aeiou]/i.test(role) ? 'An' : 'A'} ${role} could do it.`;
}

/** Why the actor may not give the role on the place; null when they may, or when it is not known. */
export function whyNotGive(actor: ActorRights, roleId: number, scope: ScopeRef): string | null {
  if (actor.rules.length === 0) return null;
  const role = actor.roles.get(roleId);
  const held = heldOn(actor, scope);
  if (held === 'all') return null;
  const name = role?.name ?? `Role ${roleId}`;
  // The label begins a line of its own; this stands within a sentence.
  const place = scope.type === 'tenant' ? 'all clusters' : actor.scopes.label(scope);
  if (!held.has('create access_rules')) return `You may not give access on ${place}. ${helpers(actor)}`;
  const missing = rightsOf(role?.permissions ?? []).filter((right) => !held.has(right));
  if (missing.length === 0) return null;
  return `${name} gives rights that you do not hold on ${place}: ${words(missing)}. ${helpers(actor)}`;
}

/** V23: nobody gives a right they do not hold there (tenant-api §3.4: the tenant would answer 403). */
export function checkEscalation(grants: readonly GrantDraft[], actor: ActorRights): Finding[] {
  return grants.flatMap(({ roleId, scopes }) =>
    roleId === null
      ? []
      : scopes.flatMap((scope) => {
          const message = whyNotGive(actor, roleId, scope);
          return message === null ? [] : [block('V23', `${roleId}:${scope.type}:${scope.id}`, message)];
        }),
  );
}

/** Why the actor may not take the rule away; null when they may, or when it is not known. */
export function whyNotTake(actor: ActorRights, rule: PlacedRule): string | null {
  if (actor.rules.length === 0) return null;
  const place = { type: rule.scopeType, id: rule.scopeId };
  const held = heldOn(actor, place);
  if (held === 'all') return null;
  const role = actor.roles.get(rule.roleId);
  const name = role?.name ?? rule.roleName;
  const where = `${rule.scopeType} ${actor.scopes.find(place)?.name ?? rule.scopeId}`;
  if (!held.has('delete access_rules')) {
    return `${name} on ${where} lies outside of where you may take access away. ${helpers(actor)}`;
  }
  const missing = rightsOf(role?.permissions ?? []).filter((right) => !held.has(right));
  if (!isSystemAdministrator(name) && missing.length === 0) return null;
  return `${name} on ${where} reaches further than your own rights there, so it is not yours to take away. ${helpers(actor)}`;
}

/** V24: nobody touches a rule outside their own scopes, or one that reaches further than their own rights. */
export function checkTouched(
  rules: readonly (PlacedRule & { readonly id: number })[],
  actor: ActorRights,
): Finding[] {
  return rules.flatMap((rule) => {
    const message = whyNotTake(actor, rule);
    return message === null ? [] : [block('V24', String(rule.id), message)];
  });
}
