import { scopeKey } from '../access/scope-index.ts';
import { type ScopeRef, type ScopeType, scopeTypeSchema } from '../domain/scope.ts';
import type { Finding } from './finding.ts';
import { type GrantContext, type GrantDraft, roleNameOf } from './grant-draft.ts';

interface Place {
  readonly roleId: number;
  readonly scope: ScopeRef;
}

const known: ReadonlySet<string> = new Set<ScopeType>([
  'system',
  'tenant',
  'cluster',
  'department',
  'project',
]);
const ruleKey = (roleId: number, scope: { type: string; id: string }): string =>
  `${roleId}\n${scopeKey(scope)}`;

function placesOf(grants: readonly GrantDraft[]): Place[] {
  return grants.flatMap((grant) => {
    const { roleId } = grant;
    return roleId === null ? [] : grant.scopes.map((scope) => ({ roleId, scope }));
  });
}

/** V36: the same role on the same scope, held already or chosen twice, has no effect. */
export function checkDuplicates(grants: readonly GrantDraft[], context: GrantContext): Finding[] {
  const held = new Set(
    context.held.map((rule) => ruleKey(rule.roleId, { type: rule.scopeType, id: rule.scopeId })),
  );
  const seen = new Map<string, number>();
  for (const { roleId, scope } of placesOf(grants)) {
    const key = ruleKey(roleId, scope);
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const found: Finding[] = [];
  const told = new Set<string>();
  for (const { roleId, scope } of placesOf(grants)) {
    const key = ruleKey(roleId, scope);
    if (told.has(key)) continue;
    const twice = (seen.get(key) ?? 0) > 1;
    if (!held.has(key) && !twice) continue;
    told.add(key);
    const what = `${roleNameOf(context, roleId)} on ${context.scopes.label(scope)}`;
    found.push({
      rule: 'V36',
      severity: 'block',
      field: 'scopes',
      message: held.has(key) ? `${what} is held already.` : `${what} is chosen twice.`,
    });
  }
  return found;
}

/** V37 the other way round: what is held adds nothing any more where the same role is chosen on a scope above it. */
export function checkNarrower(grants: readonly GrantDraft[], context: GrantContext): Finding[] {
  const chosen = new Map(
    placesOf(grants).map(({ roleId, scope }) => [ruleKey(roleId, scope), scope] as const),
  );
  return context.held.flatMap(({ roleId, scopeType, scopeId }): Finding[] => {
    const type = scopeTypeSchema.safeParse(scopeType);
    if (!type.success) return [];
    const scope = { type: type.data, id: scopeId };
    const above = context.scopes
      .ancestors(scope)
      .map((node) => chosen.get(ruleKey(roleId, node)))
      .find((place) => place !== undefined);
    if (above === undefined || chosen.has(ruleKey(roleId, scope))) return [];
    const roleName = roleNameOf(context, roleId);
    return [
      {
        rule: 'V37',
        severity: 'info',
        field: 'scopes',
        message: `${roleName} on ${context.scopes.label(scope)}, which is held, adds nothing beside ${roleName} on ${context.scopes.label(above)}.`,
      },
    ];
  });
}

/** V37: a rule adds nothing where the same role is held, or chosen, on a scope above it. */
export function checkCovered(grants: readonly GrantDraft[], context: GrantContext): Finding[] {
  const chosen = placesOf(grants);
  const wider = new Set(chosen.map((place) => ruleKey(place.roleId, place.scope)));
  for (const rule of context.held) {
    if (known.has(rule.scopeType))
      wider.add(ruleKey(rule.roleId, { type: rule.scopeType, id: rule.scopeId }));
  }
  return chosen.flatMap(({ roleId, scope }): Finding[] => {
    const above = context.scopes.ancestors(scope).find((node) => wider.has(ruleKey(roleId, node)));
    if (above === undefined) return [];
    const roleName = roleNameOf(context, roleId);
    return [
      {
        rule: 'V37',
        severity: 'info',
        field: 'scopes',
        message: `${roleName} on ${context.scopes.label(scope)} adds nothing: ${roleName} on ${context.scopes.label(above)} already covers it.`,
      },
    ];
  });
}
