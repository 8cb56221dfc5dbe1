import type { GridRow } from './grid-row.ts';

/**
 * What is selected: single rows, or everything that matches less some exceptions. Selecting everything is a step of
 * its own that the user takes in words ("Select all 1,284 matching"), so hidden rows are never picked up silently.
 */
export type Selection =
  | {
      readonly kind: 'rows';
      readonly rows: ReadonlyMap<string, GridRow>;
      /** Row index a Shift range starts from. */
      readonly anchor: number | null;
    }
  | { readonly kind: 'matching'; readonly except: ReadonlySet<string>; readonly anchor: number | null };

/** Nothing is selected. */
export const noSelection: Selection = { kind: 'rows', rows: new Map(), anchor: null };

/** How many rows are selected when `total` match. */
export function selectedCount(selection: Selection, total: number): number {
  return selection.kind === 'rows' ? selection.rows.size : Math.max(0, total - selection.except.size);
}

/** Whether this row is selected. */
export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'rows' ? selection.rows.has(id) : !selection.except.has(id);
}

/** Space or a click on the box: this row the other way round; the next Shift range starts here. */
export function toggleRow(selection: Selection, row: GridRow, index: number): Selection {
  if (selection.kind === 'matching') {
    const except = new Set(selection.except);
    if (!except.delete(row.id)) except.add(row.id);
    return { kind: 'matching', except, anchor: index };
  }
  const rows = new Map(selection.rows);
  if (!rows.delete(row.id)) rows.set(row.id, row);
  return { kind: 'rows', rows, anchor: index };
}

/** Shift: these rows come to what was selected; the range's start stays. */
export function addRows(selection: Selection, added: readonly GridRow[]): Selection {
  if (selection.kind === 'matching') {
    const except = new Set(selection.except);
    for (const row of added) except.delete(row.id);
    return { ...selection, except };
  }
  const rows = new Map(selection.rows);
  for (const row of added) rows.set(row.id, row);
  return { ...selection, rows };
}

/** The header box: all rows on screen, or none of them when all were selected already. */
export function toggleVisible(selection: Selection, visible: readonly GridRow[]): Selection {
  const all = visible.length > 0 && visible.every((row) => isSelected(selection, row.id));
  if (!all) return addRows(selection, visible);
  if (selection.kind === 'matching') return noSelection;
  const rows = new Map(selection.rows);
  for (const row of visible) rows.delete(row.id);
  return { ...selection, rows };
}

/** Only those of the picked rows stay that are told. */
export function keepRows(selection: Selection, ids: ReadonlySet<string>): Selection {
  if (selection.kind === 'matching') return selection;
  return { ...selection, rows: new Map([...selection.rows].filter(([id]) => ids.has(id))) };
}

/** The user asked for everything that matches. */
export function selectMatching(): Selection {
  return { kind: 'matching', except: new Set(), anchor: null };
}
