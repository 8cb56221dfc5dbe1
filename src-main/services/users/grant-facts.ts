import { createScopeIndex, type ScopeIndex } from '../../../src-shared/access/scope-index.ts';
import type { Mirror } from '../../db/mirror.ts';

/** Names of roles and scopes, as the mirror has them. */
export interface GrantFacts {
  readonly roleNames: ReadonlyMap<number, string>;
  /** Roles that are switched off. */
  readonly rolesOff: ReadonlySet<number>;
  readonly scopes: ScopeIndex;
}

/** Reads what the grant rules and the reports need to know. */
export async function readGrantFacts(mirror: Mirror): Promise<GrantFacts> {
  const [roles, tree] = await Promise.all([mirror.roles(), mirror.scopeTree(false)]);
  return {
    roleNames: new Map(roles.map((role) => [role.id, role.name])),
    rolesOff: new Set(roles.flatMap(({ id, enabled }) => (enabled ? [] : [id]))),
    scopes: createScopeIndex(tree),
  };
}
