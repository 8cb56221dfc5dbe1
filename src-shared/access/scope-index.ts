import type { ScopeNode, ScopeRef } from '../domain/scope.ts';

/** Questions about where scopes lie, answered without walking the list again. */
export interface ScopeIndex {
  /** The scope itself, or null when it is not known. */
  find(scope: { type: string; id: string }): ScopeNode | null;
  /** Whether `inner` lies below `outer`; false for the same scope and for unknown ones. */
  isBelow(inner: ScopeRef, outer: ScopeRef): boolean;
  /** The scope's ancestors, tenant first; empty for the tenant and for unknown scopes. */
  ancestors(scope: ScopeRef): readonly ScopeNode[];
  /** Whether there is a project in it; a project contains itself. */
  hasProject(scope: ScopeRef): boolean;
  /** A name for people: `Project vision`, or the raw reference of an unknown scope. */
  label(scope: ScopeRef): string;
}

/** One key for a scope; types and ids never hold a line break. */
export function scopeKey(scope: { type: string; id: string }): string {
  return `${scope.type}\n${scope.id}`;
}

const typeLabels: Readonly<Record<string, string>> = {
  system: 'Platform',
  tenant: 'All clusters',
  cluster: 'Cluster',
  department: 'Department',
  project: 'Project',
};

/** An index over the scope tree, which comes in depth-first order with parents before children. */
export function createScopeIndex(nodes: readonly ScopeNode[]): ScopeIndex {
  const positions = new Map(nodes.map((node, position) => [scopeKey(node), position]));
  const withProject = new Set<number>();
  nodes.forEach((node, position) => {
    if (node.type !== 'project') return;
    for (
      let at: number | null = position;
      at !== null && !withProject.has(at);
      at = nodes[at]?.parent ?? null
    ) {
      withProject.add(at);
    }
  });

  const ancestors = (scope: { type: string; id: string }): ScopeNode[] => {
    const path: ScopeNode[] = [];
    const position = positions.get(scopeKey(scope));
    let at = position === undefined ? null : (nodes[position]?.parent ?? null);
    while (at !== null) {
      const node: ScopeNode | undefined = nodes[at];
      if (node === undefined) break;
      path.unshift(node);
      at = node.parent;
    }
    return path;
  };

  const find = (scope: { type: string; id: string }): ScopeNode | null =>
    nodes[positions.get(scopeKey(scope)) ?? -1] ?? null;

  return {
    find,
    ancestors,
    isBelow: (inner, outer) => ancestors(inner).some((node) => scopeKey(node) === scopeKey(outer)),
    hasProject: (scope) => {
      const position = positions.get(scopeKey(scope));
      return position !== undefined && withProject.has(position);
    },
    label: (scope) => {
      const node = find(scope);
      if (scope.type === 'tenant') return 'All clusters, present and future';
      const typeLabel = typeLabels[scope.type] ?? scope.type;
      return node === null ? `${typeLabel} ${scope.id}` : `${typeLabel} ${node.name}`;
    },
  };
}
