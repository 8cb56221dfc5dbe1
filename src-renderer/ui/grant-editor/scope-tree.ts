import { createScopeIndex, scopeKey, type ScopeIndex } from '../../../src-shared/access/scope-index.ts';
import type { ScopeNode, ScopeRef, ScopeType } from '../../../src-shared/domain/scope.ts';

/**
 * The scope tree with what the picker asks of it all the time. Nodes are in depth-first order (scopes.tree), so
 * everything below node `i` lies in `i + 1 .. end[i]` (exclusive), and "is inside" is two comparisons.
 */
export interface ScopeTree {
  readonly nodes: readonly ScopeNode[];
  /** The same tree for the validation rules. */
  readonly index: ScopeIndex;
  /** Position by `scopeKey`. */
  readonly positions: ReadonlyMap<string, number>;
  /** Steps down from the tenant. */
  readonly depth: readonly number[];
  /** One past the last node below. */
  readonly end: readonly number[];
}

/** Builds the tree from the flat list. A node whose parent does not come before it is taken as a top node. */
export function buildScopeTree(nodes: readonly ScopeNode[]): ScopeTree {
  const positions = new Map<string, number>();
  const depth: number[] = [];
  const end: number[] = [];
  for (const [position, node] of nodes.entries()) {
    positions.set(scopeKey(node), position);
    const parent = parentOf(nodes, position);
    depth.push(parent === null ? 0 : (depth[parent] ?? 0) + 1);
    end.push(position + 1);
    for (let above = parent; above !== null; above = parentOf(nodes, above)) end[above] = position + 1;
  }
  return { nodes, index: createScopeIndex(nodes), positions, depth, end };
}

function parentOf(nodes: readonly ScopeNode[], position: number): number | null {
  const parent = nodes[position]?.parent ?? null;
  return parent !== null && parent < position ? parent : null;
}

/** Where a scope sits in the tree; null when the mirror does not know it. */
export function positionOf(
  tree: ScopeTree,
  scope: { readonly type: string; readonly id: string },
): number | null {
  return tree.positions.get(scopeKey(scope)) ?? null;
}

/** The tenant's own scope; null while the tree is empty. */
export function tenantScope(tree: ScopeTree): ScopeRef | null {
  const tenant = tree.nodes.find((node) => node.type === 'tenant');
  return tenant === undefined ? null : { type: 'tenant', id: tenant.id };
}

/** Whether `inner` lies strictly below `outer`: a grant on `outer` cascades to it. */
export function isInside(tree: ScopeTree, inner: number, outer: number): boolean {
  return outer < inner && inner < (tree.end[outer] ?? 0);
}

/** Names from the tenant down to the scope's parent. */
export function pathOf(tree: ScopeTree, position: number): readonly string[] {
  const path: string[] = [];
  for (let above = parentOf(tree.nodes, position); above !== null; above = parentOf(tree.nodes, above)) {
    const node = tree.nodes[above];
    if (node !== undefined) path.unshift(node.name);
  }
  return path;
}

/** How many nodes of a type lie below a position. */
export function countBelow(tree: ScopeTree, position: number, type: ScopeType): number {
  let count = 0;
  for (let below = position + 1; below < (tree.end[position] ?? 0); below += 1) {
    if (tree.nodes[below]?.type === type) count += 1;
  }
  return count;
}
