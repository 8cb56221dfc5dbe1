import type { ScopeRow } from './scope-rows.ts';

/** What a key does in the scope tree (W3C tree view pattern). */
export type TreeStep =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' };

/** The step for a key on the row `at`; null when the key means nothing there. */
export function stepInTree(key: string, rows: readonly ScopeRow[], at: number): TreeStep | null {
  const row = rows[at];
  if (row === undefined) return null;
  const move = (to: number): TreeStep => ({ kind: 'move', to: Math.max(0, Math.min(rows.length - 1, to)) });
  switch (key) {
    case 'ArrowDown':
      return move(at + 1);
    case 'ArrowUp':
      return move(at - 1);
    case 'PageDown':
      return move(at + 8);
    case 'PageUp':
      return move(at - 8);
    case 'Home':
      return move(0);
    case 'End':
      return move(rows.length - 1);
    case 'ArrowRight':
      if (!row.expandable) return null;
      return row.expanded ? move(at + 1) : { kind: 'open' };
    case 'ArrowLeft': {
      if (row.expanded) return { kind: 'close' };
      const parent = rows.slice(0, at).findLastIndex((other) => other.depth < row.depth);
      return parent === -1 ? null : move(parent);
    }
    case ' ':
      return { kind: 'toggle' };
    default:
      return null;
  }
}
