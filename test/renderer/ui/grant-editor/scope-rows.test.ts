import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopeKey } from '../../../../src-shared/access/scope-index.ts';
import {
  firstExpanded,
  scopeRows,
  type ScopeRow,
} from '../../../../src-renderer/ui/grant-editor/scope-rows.ts';
import { isInside } from '../../../../src-renderer/ui/grant-editor/scope-tree.ts';
import { anyTree, smallTree } from './scope-forest.ts';

const names = (rows: readonly ScopeRow[]): readonly (string | undefined)[] =>
  rows.map((row) => smallTree.nodes[row.position]?.name);

describe('rows of the scope picker', () => {
  it('shows the branches down to the level that is picked', () => {
    const expanded = firstExpanded(smallTree, 'department');
    const rows = scopeRows(smallTree, { level: 'department', picked: [], search: '', expanded });
    expect(names(rows)).toEqual(['acme', 'east', 'research', 'sales', 'west', 'labs']);
    expect(rows.filter((row) => row.pickable).map((row) => row.position)).toEqual([2, 5, 8]);
  });

  it('opens only the top two branches of a long list', () => {
    const expanded = firstExpanded(smallTree, 'project', 3);
    const rows = scopeRows(smallTree, { level: 'project', picked: [], search: '', expanded });
    expect(names(rows)).toEqual(['acme', 'east', 'research', 'sales', 'west', 'labs']);
  });

  it('shades what a picked scope cascades to, and counts picks on the branches above', () => {
    const expanded = new Set(smallTree.nodes.map((node) => scopeKey(node)));
    const rows = scopeRows(smallTree, { level: 'department', picked: ['1'], search: '', expanded });
    expect(names(rows.filter((row) => row.inherited))).toEqual(['vision', 'speech']);
    expect(names(rows.filter((row) => row.pickedBelow === 1))).toEqual(['acme', 'east']);
    expect(names(rows.filter((row) => row.picked))).toEqual(['research']);
  });

  it('finds by name, whatever the case, and shows the way to each match', () => {
    const rows = scopeRows(smallTree, {
      level: 'project',
      picked: [],
      search: ' VISION ',
      expanded: new Set(),
    });
    expect(names(rows)).toEqual(['acme', 'east', 'research', 'vision', 'west', 'labs', 'vision']);
    expect(names(rows.filter((row) => row.matches))).toEqual(['vision', 'vision']);
  });

  it('shows nothing when nothing matches', () => {
    expect(
      scopeRows(smallTree, { level: 'project', picked: [], search: 'zebra', expanded: new Set() }),
    ).toEqual([]);
  });

  it('never shows a row whose parent is hidden, and never repeats one', () => {
    fc.assert(
      fc.property(
        anyTree,
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.string({ maxLength: 3 }),
        (tree, open, search) => {
          const expanded = new Set(
            open.flatMap((at) => {
              const node = tree.nodes[at % tree.nodes.length];
              return node === undefined ? [] : [scopeKey(node)];
            }),
          );
          const rows = scopeRows(tree, { level: 'project', picked: [], search, expanded });
          const shown = new Set(rows.map((row) => row.position));
          expect(shown.size).toBe(rows.length);
          for (const row of rows) {
            const parent = tree.nodes[row.position]?.parent ?? null;
            if (parent !== null) expect(shown.has(parent)).toBe(true);
          }
        },
      ),
    );
  });

  it('shades exactly what lies below a pick', () => {
    fc.assert(
      fc.property(anyTree, fc.nat(), (tree, at) => {
        const clusters = tree.nodes.flatMap((node, position) => (node.type === 'cluster' ? [position] : []));
        const outer = clusters[at % clusters.length] ?? 0;
        const picked = [tree.nodes[outer]?.id ?? ''];
        const expanded = new Set(tree.nodes.map((node) => scopeKey(node)));
        for (const row of scopeRows(tree, { level: 'cluster', picked, search: '', expanded })) {
          expect(row.inherited).toBe(isInside(tree, row.position, outer));
        }
      }),
    );
  });
});
