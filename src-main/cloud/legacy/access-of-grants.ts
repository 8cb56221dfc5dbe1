import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import { type HeldAccess, withRule } from './held-access.ts';
import { roleKeyOf } from './holder.ts';

/** Roles and places as 2.13 keeps them, for a user that is made with them. */
export function accessOfGrants(
  access: readonly { readonly roleId: number; readonly scopes: readonly ScopeRef[] }[],
): HeldAccess {
  let held: HeldAccess | null = { roles: [], all: false, clusters: [] };
  for (const { roleId, scopes } of access) {
    const role = roleKeyOf(roleId, []);
    if (role === null) continue;
    if (held !== null && !held.roles.includes(role)) held = { ...held, roles: [...held.roles, role] };
    for (const scope of scopes) held = held === null ? null : withRule(held, role, scope);
  }
  return held ?? { roles: [], all: false, clusters: [] };
}
