import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import { grantLevels, type GrantLevel } from './grant-model.ts';
import { pathOf, positionOf, tenantScope, type ScopeTree } from './scope-tree.ts';

/** The place that is chosen on a level; null while undecided. */
export function placeOf(
  { level, scopeId }: { readonly level: GrantLevel | null; readonly scopeId: string | null },
  tree: ScopeTree,
): ScopeRef | null {
  if (level === 'tenant') return tenantScope(tree);
  return level === null || scopeId === null ? null : { type: level, id: scopeId };
}

/** The levels on which a rule can hold in this tenant: those that it has scopes of. */
export function levelsOf(tree: ScopeTree): readonly GrantLevel[] {
  return grantLevels.filter((level) => level === 'tenant' || tree.nodes.some(({ type }) => type === level));
}

/** The scopes of a level to choose from; names that occur twice are told apart by their path. */
export function scopeOptions(
  tree: ScopeTree,
  level: GrantLevel | null,
): readonly { readonly value: string; readonly label: string }[] {
  if (level === null || level === 'tenant') return [];
  return tree.nodes
    .filter((node) => node.type === level)
    .map((node) => {
      const at = positionOf(tree, node);
      const path = at === null ? [] : pathOf(tree, at).slice(1);
      return { value: node.id, label: path.length === 0 ? node.name : `${node.name} (${path.join(' › ')})` };
    });
}
