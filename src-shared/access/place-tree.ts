import type { ScopeNode } from '../domain/scope.ts';
import type { AccessPlace } from '../ipc/access-contract.ts';
import { scopeKey } from './scope-index.ts';

/**
 * The scope tree as numbers: places in depth-first order, so that all that lies in a place follows it without a gap.
 * Place 0 is the tenant.
 */
export interface PlaceTree {
  readonly nodes: readonly ScopeNode[];
  /** For each place, the first place after it that does not lie in it. */
  readonly ends: Int32Array;
  /** For each place the one that it lies in, or -1. */
  readonly parents: Int32Array;
  /** The place of a scope, or -1. A mirror is of one tenant: whatever its scope is called, and `system` above it, is place 0. */
  find(type: string, id: string): number;
  /** Whether `inner` is `outer` or lies in it. */
  covers(outer: number, inner: number): boolean;
  /** Whether there is a scope of this type in a place, itself included. */
  holds(place: number, type: string): boolean;
  /** Whether a place holds such a scope or lies in one. */
  touches(place: number, type: string): boolean;
  /** A place in words, or null for -1; the same object each time, so that a message carries it once. */
  describe(place: number): AccessPlace | null;
}

/** Numbers a scope tree that comes depth first, parents before their children. */
export function createPlaceTree(nodes: readonly ScopeNode[]): PlaceTree {
  const ends = new Int32Array(nodes.length);
  for (let place = nodes.length - 1; place >= 0; place -= 1) {
    ends[place] = Math.max(ends[place] ?? 0, place + 1);
    const parent = nodes[place]?.parent ?? null;
    if (parent !== null) ends[parent] = Math.max(ends[parent] ?? 0, ends[place] ?? 0);
  }
  const parents = Int32Array.from(nodes, ({ parent }) => parent ?? -1);
  const found = new Map(nodes.map((node, place) => [scopeKey(node), place]));
  const covers = (outer: number, inner: number): boolean =>
    outer >= 0 && inner >= outer && inner < (ends[outer] ?? 0);
  const holds = (place: number, type: string): boolean => {
    for (let at = place; at < (ends[place] ?? 0); at += 1) if (nodes[at]?.type === type) return true;
    return false;
  };
  const above = (place: number): ScopeNode[] => {
    const path: ScopeNode[] = [];
    for (let at = nodes[place]?.parent ?? null; at !== null;) {
      const node: ScopeNode | undefined = nodes[at];
      if (node === undefined) break;
      path.unshift(node);
      at = node.parent;
    }
    return path;
  };
  const pathOf = (place: number): string[] =>
    above(place)
      .filter(({ type }) => type !== 'tenant' && type !== 'system')
      .map(({ name }) => name);
  const described: (AccessPlace | undefined)[] = [];
  return {
    nodes,
    ends,
    parents,
    find(type, id) {
      const isRoot = type === 'tenant' || type === 'system';
      return isRoot && nodes.length > 0 ? 0 : (found.get(scopeKey({ type, id })) ?? -1);
    },
    covers,
    holds,
    touches: (place, type) => holds(place, type) || above(place).some((node) => node.type === type),
    describe(place) {
      const node = nodes[place];
      if (node === undefined) return null;
      const { type, id, name } = node;
      return (described[place] ??= { type, id, name, path: pathOf(place), known: true });
    },
  };
}
