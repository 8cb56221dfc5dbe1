import type { TableLayout } from '../../../src-shared/ipc/settings-contract.ts';
import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';

/** A column with the user's wishes. */
export interface LaidColumn {
  readonly column: ViewColumn;
  readonly shown: boolean;
  readonly width: number;
}

/** Limits of the saved layout's schema. */
const narrowest = 60;
const widest = 1200;

/**
 * A view's columns in the user's order. Columns the saved layout does not know (a newer version's) come at their
 * default place; names it knows and we do not are dropped. The first column is the row's name: first and always shown.
 */
export function layColumns(
  columns: readonly ViewColumn[],
  saved: TableLayout | undefined,
): readonly LaidColumn[] {
  const known = new Map(columns.map((column) => [column.id, column]));
  const laid: LaidColumn[] = [];
  for (const entry of saved?.columns ?? []) {
    const column = known.get(entry.id);
    if (column === undefined) continue;
    known.delete(entry.id);
    laid.push({ column, shown: entry.shown, width: clampWidth(entry.width) });
  }
  for (const [index, column] of columns.entries()) {
    if (known.has(column.id))
      laid.splice(Math.min(index, laid.length), 0, { column, shown: column.shown, width: column.width });
  }
  const name = columns[0];
  return name === undefined ? laid : pinFirst(laid, name.id);
}

function pinFirst(laid: readonly LaidColumn[], id: string): readonly LaidColumn[] {
  const first = laid.filter((entry) => entry.column.id === id).map((entry) => ({ ...entry, shown: true }));
  return [...first, ...laid.filter((entry) => entry.column.id !== id)];
}

/** A width within the limits. */
export function clampWidth(width: number): number {
  return Math.round(Math.max(narrowest, Math.min(widest, width)));
}

/** The layout to save. */
export function savedLayout(laid: readonly LaidColumn[]): TableLayout {
  return { columns: laid.map(({ column, shown, width }) => ({ id: column.id, shown, width })) };
}

/** The same layout with one column changed. */
export function changeColumn(
  laid: readonly LaidColumn[],
  id: string,
  change: { readonly shown?: boolean; readonly width?: number },
): readonly LaidColumn[] {
  return laid.map((entry) =>
    entry.column.id === id ? { ...entry, ...change, width: clampWidth(change.width ?? entry.width) } : entry,
  );
}

/** The same layout with one column moved by so many places; the row's name never moves. */
export function moveColumn(laid: readonly LaidColumn[], id: string, by: number): readonly LaidColumn[] {
  const from = laid.findIndex((entry) => entry.column.id === id);
  const entry = laid[from];
  if (entry === undefined || from === 0) return laid;
  const to = Math.max(1, Math.min(laid.length - 1, from + by));
  const rest = laid.filter((other) => other !== entry);
  return [...rest.slice(0, to), entry, ...rest.slice(to)];
}
