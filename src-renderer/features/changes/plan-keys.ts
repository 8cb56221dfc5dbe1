import type { PlanRow } from './plan-rows.ts';

/** What a key does in the list of changes. */
export type PlanAct =
  | { readonly act: 'go'; readonly to: number; readonly extend: boolean }
  | { readonly act: 'fold'; readonly groupId: string; readonly open: boolean }
  | { readonly act: 'toggle' | 'open' | 'discard' | 'undo' | 'select-all' }
  | { readonly act: 'move'; readonly by: -1 | 1 };

/** The part of a key press that counts. */
export interface PlanKey {
  readonly key: string;
  /** Ctrl, or Command on a Mac. */
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

/**
 * What a key means on line `at` (W3C treegrid pattern, rows only); null when it means nothing here.
 *
 * @param page lines a page key moves
 */
export function readPlanKey(
  key: PlanKey,
  rows: readonly PlanRow[],
  at: number,
  page: number,
): PlanAct | null {
  const row = rows[at];
  if (row === undefined) return null;
  const go = (to: number): PlanAct => ({
    act: 'go',
    to: Math.max(0, Math.min(rows.length - 1, to)),
    extend: key.shift,
  });
  if (key.alt) {
    if (key.key === 'ArrowUp') return { act: 'move', by: -1 };
    return key.key === 'ArrowDown' ? { act: 'move', by: 1 } : null;
  }
  if (key.mod && key.key.toLowerCase() === 'a') return { act: 'select-all' };
  if (key.mod && key.key.toLowerCase() === 'z') return key.shift ? null : { act: 'undo' };
  switch (key.key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'PageDown':
      return go(at + page);
    case 'PageUp':
      return go(at - page);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'ArrowLeft': {
      if (row.kind === 'group') return row.open ? { act: 'fold', groupId: row.groupId, open: false } : null;
      if (!row.inside) return null;
      const heading = rows.findIndex(
        (each) => each.kind === 'group' && each.groupId === row.planned.change.groupId,
      );
      return heading === -1 ? null : { act: 'go', to: heading, extend: false };
    }
    case 'ArrowRight':
      return row.kind === 'group' && !row.open ? { act: 'fold', groupId: row.groupId, open: true } : null;
    case ' ':
      return { act: 'toggle' };
    case 'Enter':
      return row.kind === 'group' ? { act: 'fold', groupId: row.groupId, open: !row.open } : { act: 'open' };
    case 'Delete':
    case 'Backspace':
      return { act: 'discard' };
    default:
      return null;
  }
}
