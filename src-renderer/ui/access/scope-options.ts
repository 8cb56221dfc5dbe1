import type { ScopeNode, ScopeRef } from '../../../src-shared/domain/scope.ts';
import { scopeTypeSchema } from '../../../src-shared/domain/scope.ts';

/** A scope to choose from. */
export interface ScopeOption {
  /** For selects and addresses: `project:42`. */
  readonly value: string;
  /** "Project vision", with where it lies. */
  readonly label: string;
}

const typeWords: Readonly<Record<string, string>> = {
  tenant: 'All clusters',
  cluster: 'Cluster',
  department: 'Department',
  project: 'Project',
};

/** Every scope of the tree to choose from, in its order; names that occur twice are told apart by where they lie. */
export function scopeOptions(nodes: readonly ScopeNode[]): readonly ScopeOption[] {
  return nodes
    .filter(({ type }) => type !== 'system')
    .map((node) => {
      const parent = node.parent === null ? undefined : nodes[node.parent];
      const within = parent === undefined || parent.type === 'tenant' ? '' : ` · ${parent.name}`;
      const word = typeWords[node.type] ?? node.type;
      return {
        value: scopeText(node),
        label: node.type === 'tenant' ? 'All clusters, present and future' : `${word} ${node.name}${within}`,
      };
    });
}

/** A scope as text for addresses and selects. */
export function scopeText(scope: { readonly type: string; readonly id: string }): string {
  return `${scope.type}:${scope.id}`;
}

/** The other way; null for what is no scope of ours. */
export function scopeOfText(text: string): ScopeRef | null {
  const at = text.indexOf(':');
  const type = scopeTypeSchema.options.find((option) => option === text.slice(0, Math.max(at, 0)));
  const id = text.slice(at + 1);
  return type === undefined || at < 1 || id === '' || id.length > 100 ? null : { type, id };
}
