import { useMemo } from 'react';
import type { ScopeNode } from '../../../src-shared/domain/scope.ts';
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

/**
 * Roles and scope tree for the editor, asked again when the mirror changes. With `clustersOnly` the tree ends at clusters:
 * on 2.13 roles hold nowhere else.
 */
export function useTenantFacts(revision: number, clustersOnly = false): TenantFacts {
  const roles = useCall('roles.list', {}, revision);
  const scopes = useCall('scopes.tree', {}, revision);
  const tree = useMemo(
    () => buildScopeTree(clustersOnly ? tenantAndClusters(scopes.data ?? []) : (scopes.data ?? [])),
    [scopes.data, clustersOnly],
  );
  return {
    roles: roles.data ?? noRoles,
    tree,
    loading: roles.data === null || scopes.data === null,
    error: roles.error ?? scopes.error,
  };
}

/** The tree without what lies in clusters. */
function tenantAndClusters(nodes: readonly ScopeNode[]): ScopeNode[] {
  const tenant = nodes.filter(({ type }) => type === 'tenant');
  const clusters = nodes.filter(({ type }) => type === 'cluster');
  return [...tenant, ...clusters.map((node) => ({ ...node, parent: tenant.length === 0 ? null : 0 }))];
}

const noRules: readonly HeldRule[] = [];

/** The rules that name a user directly, as far as the drawer's record holds them; empty while unknown. */
export function useHeldRules(userId: string | null, revision: number): readonly HeldRule[] {
  const record = useCall('records.get', userId === null ? null : { view: 'users', id: userId }, revision);
  return useMemo(() => record.data?.rules.filter((rule) => rule.via === 'direct') ?? noRules, [record.data]);
}
