import * as fc from 'fast-check';
import type { ScopeNode, ScopeType } from '../../../../src-shared/domain/scope.ts';
import { buildScopeTree, type ScopeTree } from '../../../../src-renderer/ui/grant-editor/scope-tree.ts';

/** One node of the small tree of the tests. */
export function scopeNode(type: ScopeType, id: string, name: string, parent: number | null): ScopeNode {
  return { type, id, name, parent, state: null, ruleCount: 0 };
}

/** acme > (east > (research > (vision, speech), sales > (churn)), west > (labs > (vision))). */
export const smallTree: ScopeTree = buildScopeTree([
  scopeNode('tenant', '212', 'acme', null),
  scopeNode('cluster', 'c1', 'east', 0),
  scopeNode('department', '1', 'research', 1),
  scopeNode('project', '11', 'vision', 2),
  scopeNode('project', '12', 'speech', 2),
  scopeNode('department', '2', 'sales', 1),
  scopeNode('project', '13', 'churn', 5),
  scopeNode('cluster', 'c2', 'west', 0),
  scopeNode('department', '3', 'labs', 7),
  scopeNode('project', '14', 'vision', 8),
]);

/** Any tree of 1 to 4 clusters with departments and projects below, in depth-first order. */
export const anyTree: fc.Arbitrary<ScopeTree> = fc
  .array(fc.array(fc.nat({ max: 4 }), { maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((clusters) => {
    const nodes = [scopeNode('tenant', '1', 'tenant', null)];
    for (const [c, departments] of clusters.entries()) {
      const cluster = nodes.push(scopeNode('cluster', `c${c}`, `cluster ${c}`, 0)) - 1;
      for (const [d, projects] of departments.entries()) {
        const department =
          nodes.push(scopeNode('department', `${c}.${d}`, `department ${c}.${d}`, cluster)) - 1;
        for (let p = 0; p < projects; p += 1) {
          nodes.push(scopeNode('project', `${c}.${d}.${p}`, `project ${c}.${d}.${p}`, department));
        }
      }
    }
    return buildScopeTree(nodes);
  });
