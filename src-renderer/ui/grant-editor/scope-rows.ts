import { scopeKey } from '../../../src-shared/access/scope-index.ts';
import type { PickedLevel } from './grant-model.ts';
import { isInside, type ScopeTree } from './scope-tree.ts';

/** One visible row of the scope picker. */
export interface ScopeRow {
  /** Position in the tree. */
  readonly position: number;
  readonly depth: number;
  /** Carries a checkbox: the node is of the level that is being picked. */
  readonly pickable: boolean;
  readonly picked: boolean;
  /** Lies below a picked node: the grant cascades to it. */
  readonly inherited: boolean;
  readonly expandable: boolean;
  readonly expanded: boolean;
  /** How many of the picked scopes lie below; shown on the branches above the level. */
  readonly pickedBelow: number;
  /** The name holds the searched text. */
  readonly matches: boolean;
}

/** What the picker shows. */
export interface ScopeRowsInput {
  readonly level: PickedLevel;
  readonly picked: readonly string[];
  readonly search: string;
  /** Keys of nodes that are open; ignored while searching, where every branch with a match is open. */
  readonly expanded: ReadonlySet<string>;
}

/** The rows to draw, top to bottom. While searching: the matches and the branches that lead to them. */
export function scopeRows(tree: ScopeTree, input: ScopeRowsInput): readonly ScopeRow[] {
  const pickedPositions = [...new Set(input.picked)]
    .map((id) => tree.positions.get(scopeKey({ type: input.level, id })))
    .filter((position) => position !== undefined)
    .sort((a, b) => a - b);
  const pickedSet = new Set(pickedPositions);
  const needle = fold(input.search.trim());
  const shownBySearch = needle === '' ? null : matchesAndBranches(tree, needle);

  const rows: ScopeRow[] = [];
  let position = 0;
  while (position < tree.nodes.length) {
    const node = tree.nodes[position];
    if (node === undefined) break;
    if (shownBySearch !== null && !shownBySearch.has(position)) {
      position += 1;
      continue;
    }
    const end = tree.end[position] ?? position + 1;
    const expandable = end > position + 1;
    const expanded = expandable && (shownBySearch !== null || input.expanded.has(scopeKey(node)));
    const here = position;
    rows.push({
      position,
      depth: tree.depth[position] ?? 0,
      pickable: node.type === input.level,
      picked: pickedSet.has(position),
      inherited: pickedPositions.some((outer) => isInside(tree, here, outer)),
      expandable,
      expanded,
      pickedBelow: pickedPositions.filter((inner) => isInside(tree, inner, here)).length,
      matches: shownBySearch?.get(position) ?? false,
    });
    position = expanded || !expandable ? position + 1 : end;
  }
  return rows;
}

/** Branches that are open at first: those above the level, or only the top two when that would be a long list. */
export function firstExpanded(tree: ScopeTree, level: PickedLevel, longList = 60): ReadonlySet<string> {
  const ofLevel = tree.nodes.filter((node) => node.type === level).length;
  const levelDepth = { cluster: 1, department: 2, project: 3 }[level];
  const open = ofLevel <= longList ? levelDepth : Math.min(levelDepth, 2);
  return new Set(
    tree.nodes.filter((_, position) => (tree.depth[position] ?? 0) < open).map((node) => scopeKey(node)),
  );
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function matchesAndBranches(tree: ScopeTree, needle: string): ReadonlyMap<number, boolean> {
  const shown = new Map<number, boolean>();
  for (const [position, node] of tree.nodes.entries()) {
    if (!fold(node.name).includes(needle)) continue;
    for (
      let above = node.parent;
      above !== null && !shown.has(above);
      above = tree.nodes[above]?.parent ?? null
    ) {
      shown.set(above, false);
    }
    shown.set(position, true);
  }
  return shown;
}
