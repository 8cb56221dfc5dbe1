import { pendingMarks } from '../../../src-shared/changes/overlay.ts';
import type { PendingMark } from '../../../src-shared/changes/overlay.ts';
import type { ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';

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

/** The mark of a record: its column `pending` comes among the fields, under that column's label. */
export function pendingMarkOfRecord({
  view,
  fields,
}: Pick<ViewRecord, 'view' | 'fields'>): PendingMark | null {
  const column = viewColumns[view].find(({ id }) => id === 'pending');
  return pendingMarkOf(fields.find(({ label }) => label === column?.label)?.value);
}
