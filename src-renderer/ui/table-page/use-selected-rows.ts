import { useEffect, useState } from 'react';
import type { GridRow } from '../data-grid/grid-row.ts';
import { selectedCount } from '../data-grid/selection.ts';
import type { Selection } from '../data-grid/selection.ts';
import type { WindowSource } from '../data-grid/window-source.ts';

/** The selected rows, once all of them are known. */
export type SelectedRows =
  | { readonly state: 'too-many' | 'collecting' | 'failed'; readonly count: number }
  | { readonly state: 'rows'; readonly count: number; readonly rows: readonly GridRow[] };

/**
 * The rows behind a selection. "All matching" is collected first, so that an act names every row it hits.
 *
 * @param most rows one act may take at once
 */
export function useSelectedRows(
  selection: Selection,
  source: WindowSource,
  total: number,
  most: number,
): SelectedRows {
  const count = selectedCount(selection, total);
  const [collected, setCollected] = useState<{
    of: Selection;
    rows: readonly GridRow[] | null;
  } | null>(null);

  useEffect(() => {
    if (selection.kind === 'rows' || count > most) return undefined;
    let wanted = true;
    const collect = async (): Promise<void> => {
      const outcome = await source.rowsBetween(0, total);
      if (wanted) setCollected({ of: selection, rows: outcome.ok ? outcome.data : null });
    };
    void collect();
    return () => {
      wanted = false;
    };
  }, [selection, source, total, count, most]);

  if (count > most) return { state: 'too-many', count };
  if (selection.kind === 'rows') return { state: 'rows', count, rows: [...selection.rows.values()] };
  if (collected === null || collected.of !== selection) return { state: 'collecting', count };
  if (collected.rows === null) return { state: 'failed', count };
  return { state: 'rows', count, rows: collected.rows.filter((row) => !selection.except.has(row.id)) };
}
