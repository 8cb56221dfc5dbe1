import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildScopeTree,
  countBelow,
  isInside,
  pathOf,
  positionOf,
  tenantScope,
} from '../../../../src-renderer/ui/grant-editor/scope-tree.ts';
import { anyTree, scopeNode, smallTree } from './scope-forest.ts';

describe('scope tree', () => {
  it('knows the tenant, the path and the counts', () => {
    expect(tenantScope(smallTree)).toEqual({ type: 'tenant', id: '212' });
    expect(pathOf(smallTree, 4)).toEqual(['acme', 'east', 'research']);
    expect(countBelow(smallTree, 0, 'project')).toBe(4);
    expect(countBelow(smallTree, 1, 'project')).toBe(3);
    expect(countBelow(smallTree, 7, 'department')).toBe(1);
  });

  it('tells scopes of the same id but another type apart', () => {
    const tree = buildScopeTree([
      scopeNode('tenant', '1', 'acme', null),
      scopeNode('department', '7', 'ops', 0),
      scopeNode('project', '7', 'build', 1),
    ]);
    expect(positionOf(tree, { type: 'department', id: '7' })).toBe(1);
    expect(positionOf(tree, { type: 'project', id: '7' })).toBe(2);
    expect(positionOf(tree, { type: 'cluster', id: '7' })).toBeNull();
  });

  it('says "inside" exactly when walking up from the inner scope meets the outer one', () => {
    fc.assert(
      fc.property(anyTree, fc.nat(), fc.nat(), (tree, a, b) => {
        const inner = a % tree.nodes.length;
        const outer = b % tree.nodes.length;
        let met = false;
        for (let up = tree.nodes[inner]?.parent ?? null; up !== null; up = tree.nodes[up]?.parent ?? null) {
          met ||= up === outer;
        }
        expect(isInside(tree, inner, outer)).toBe(met);
      }),
    );
  });

  it('is empty, not broken, without a mirror', () => {
    const tree = buildScopeTree([]);
    expect(tenantScope(tree)).toBeNull();
    expect(positionOf(tree, { type: 'tenant', id: '1' })).toBeNull();
  });
});
