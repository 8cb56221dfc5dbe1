import type { DecisionKind } from '../../../../src-shared/domain/review.ts';

/** What a key means on the deciding screen. */
export type DecideAct =
  | { readonly act: 'move'; readonly by: number | 'page-up' | 'page-down' | 'first' | 'last' }
  | { readonly act: 'decide'; readonly kind: DecisionKind }
  /** Counted from 0. */
  | { readonly act: 'reason'; readonly chip: number }
  | { readonly act: 'undo' | 'toggle-groups' | 'open' | 'fold' | 'sign-off' | 'stop' };

/** The part of a key press that counts. */
export interface DecideKey {
  readonly key: string;
  /** Ctrl, or Command on a Mac. */
  readonly mod: boolean;
  readonly alt: boolean;
  /** The focus is in a field where keys are text. */
  readonly typing: boolean;
  /** The focus is on something else that arrows move: tabs, a menu. */
  readonly arrows: boolean;
}

const letters: Readonly<Record<string, DecideAct>> = {
  j: { act: 'move', by: 1 },
  k: { act: 'decide', kind: 'keep' },
  r: { act: 'decide', kind: 'revoke' },
  c: { act: 'decide', kind: 'change' },
  d: { act: 'decide', kind: 'defer' },
  n: { act: 'decide', kind: 'not-mine' },
  u: { act: 'undo' },
  g: { act: 'toggle-groups' },
};

const moves: Readonly<Record<string, DecideAct>> = {
  ArrowDown: { act: 'move', by: 1 },
  ArrowUp: { act: 'move', by: -1 },
  PageDown: { act: 'move', by: 'page-down' },
  PageUp: { act: 'move', by: 'page-up' },
  Home: { act: 'move', by: 'first' },
  End: { act: 'move', by: 'last' },
  ArrowRight: { act: 'open' },
  ArrowLeft: { act: 'fold' },
};

/** What a key does; null: nothing, and whoever else listens may have it. The same keys as on a packet's page. */
export function readDecideKey(key: DecideKey): DecideAct | null {
  if (key.alt) return null;
  if (key.mod) {
    if (key.key === 'Enter') return { act: 'sign-off' };
    return key.key.toLowerCase() === 'z' && !key.typing ? { act: 'undo' } : null;
  }
  if (key.typing) return null;
  if (key.key === 'Escape') return { act: 'stop' };
  const move = key.arrows ? undefined : moves[key.key];
  if (move !== undefined) return move;
  if (/^[1-9]$/.test(key.key)) return { act: 'reason', chip: Number(key.key) - 1 };
  return letters[key.key.toLowerCase()] ?? null;
}
