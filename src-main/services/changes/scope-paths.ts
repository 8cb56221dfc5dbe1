import { pathKey } from '../../../src-shared/changes/plan-file.ts';
import type { ScopeNode, ScopeRef } from '../../../src-shared/domain/scope.ts';

/** Ways between a scope's id, which differs between installations, and the names that lead to it. */
export interface ScopePaths {
  /** Names from the cluster down to the scope itself; null for an unknown scope, empty for the whole tenant. */
  pathOf(scope: ScopeRef): string[] | null;
  /** The scope at the end of these names; null when there is none, or more than one. */
  find(type: ScopeRef['type'], path: readonly string[]): ScopeNode | null;
}

/** Paths over the scope tree. */
export function createScopePaths(nodes: readonly ScopeNode[]): ScopePaths {
  const names = (node: ScopeNode): string[] => {
    const path: string[] = [];
    for (let at: ScopeNode | undefined = node; at !== undefined;) {
      if (at.type !== 'tenant' && at.type !== 'system') path.unshift(at.name);
      at = at.parent === null ? undefined : nodes[at.parent];
    }
    return path;
  };
  const byPath = new Map<string, ScopeNode | null>();
  for (const node of nodes) {
    const key = pathKey(node.type, names(node));
    byPath.set(key, byPath.has(key) ? null : node);
  }
  return {
    pathOf: (scope) => {
      const node = nodes.find(({ type, id }) => type === scope.type && id === scope.id);
      return node === undefined ? null : names(node);
    },
    find: (type, path) => byPath.get(pathKey(type, path)) ?? null,
  };
}
