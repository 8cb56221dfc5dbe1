import { pendingMarks } from '../../../src-shared/changes/overlay.ts';
import type { PendingMark } from '../../../src-shared/changes/overlay.ts';

/** A mark in words. */
export interface PendingWords {
  /** One character, the same as in the plan of changes. */
  readonly sign: string;
  readonly label: string;
  readonly meaning: string;
}

const words: Readonly<Record<PendingMark, PendingWords>> = {
  new: { sign: '+', label: 'New', meaning: 'Made here, not at the tenant yet' },
  changed: { sign: '~', label: 'Changed', meaning: 'Changed here, not at the tenant yet' },
  removed: { sign: '−', label: 'Removed', meaning: 'Removed here, still at the tenant' },
  conflict: { sign: '!', label: 'Conflict', meaning: 'The tenant disagrees; decide under Changes' },
};

/** What a mark says. */
export function pendingWords(mark: PendingMark): PendingWords {
  return words[mark];
}

/** The mark in a cell of the column `pending`; null for none, or one that a newer version may send. */
export function pendingMarkOf(cell: unknown): PendingMark | null {
  return pendingMarks.find((mark) => mark === cell) ?? null;
}
