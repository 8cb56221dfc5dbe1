import { useMemo } from 'react';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { HeldRule } from '../../../src-shared/rules/grant-draft.ts';
import { useCall } from '../../bridge/use-call.ts';
import { buildScopeTree, type ScopeTree } from './scope-tree.ts';

/** The roles and scopes of the mirror. */
export interface TenantFacts {
  readonly roles: readonly Role[];
  readonly tree: ScopeTree;
  readonly loading: boolean;
  readonly error: ErrorBody | null;
}

const noRoles: readonly Role[] = [];

/** Roles and scope tree for the editor, asked again when the mirror changes. */
export function useTenantFacts(revision: number): TenantFacts {
  const roles = useCall('roles.list', {}, revision);
  const scopes = useCall('scopes.tree', {}, revision);
  const tree = useMemo(() => buildScopeTree(scopes.data ?? []), [scopes.data]);
  return {
    roles: roles.data ?? noRoles,
    tree,
    loading: roles.data === null || scopes.data === null,
    error: roles.error ?? scopes.error,
  };
}

const noRules: readonly HeldRule[] = [];

/** The rules that name a user directly, as far as the drawer's record holds them; empty while unknown. */
export function useHeldRules(userId: string | null, revision: number): readonly HeldRule[] {
  const record = useCall('records.get', userId === null ? null : { view: 'users', id: userId }, revision);
  return useMemo(() => record.data?.rules.filter((rule) => rule.via === 'direct') ?? noRules, [record.data]);
}
