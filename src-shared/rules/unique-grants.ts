import { scopeKey } from '../access/scope-index.ts';
import type { ScopeRef } from '../domain/scope.ts';
import type { Grant } from '../ipc/users-contract.ts';

/** The same grants with each role on each scope once, one grant a role. */
export function uniqueGrants(grants: readonly Grant[]): Grant[] {
  const byRole = new Map<number, Map<string, ScopeRef>>();
  for (const { roleId, scopes } of grants) {
    const chosen = byRole.get(roleId) ?? new Map<string, ScopeRef>();
    for (const scope of scopes) chosen.set(scopeKey(scope), scope);
    byRole.set(roleId, chosen);
  }
  return [...byRole].map(([roleId, scopes]) => ({ roleId, scopes: [...scopes.values()] }));
}
