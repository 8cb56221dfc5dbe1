import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';
import type { FaceOf } from './cell-face.ts';

/** A shown column of the grid. */
export interface GridColumn {
  readonly column: ViewColumn;
  readonly width: number;
  readonly face: FaceOf;
}

/** How the grid is ordered; the first entry is the strongest. */
export interface SortEntry {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** Clicking a header: ascending, descending, then the view's own order again. */
export function nextSort(sort: readonly SortEntry[], column: string): readonly SortEntry[] {
  const first = sort[0];
  if (first?.column !== column) return [{ column, direction: 'asc' }];
  return first.direction === 'asc' ? [{ column, direction: 'desc' }] : [];
}
