import type { ScopeNode } from '../../src-shared/domain/scope.ts';

const node = (type: ScopeNode['type'], id: string, name: string, parent: number | null): ScopeNode => ({
  type,
  id,
  name,
  parent,
  state: null,
  ruleCount: 0,
});

/** Tenant 7 > clusters a, b; a > departments vision (two projects) and empty (none); b > nothing. Depth first. */
export const smallScopeTree: readonly ScopeNode[] = [
  node('tenant', '7', 'Acme', null),
  node('cluster', 'cluster-a', 'a', 0),
  node('department', 'd-vision', 'vision', 1),
  node('project', 'p-cats', 'cats', 2),
  node('project', 'p-dogs', 'dogs', 2),
  node('department', 'd-empty', 'empty', 1),
  node('cluster', 'cluster-b', 'b', 0),
];
