import type { Cell, ViewWindow } from '../../../src-shared/views/view-query.ts';

/** One row of a view as the grid holds it. Cells of columns that were not asked for are missing. */
export interface GridRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** Turns the answer's columns into rows; done once per page. */
export function rowsOf(answer: Pick<ViewWindow, 'ids' | 'columns'>): readonly GridRow[] {
  const columns = Object.entries(answer.columns);
  return answer.ids.map((id, index) => {
    const cells: Record<string, Cell> = {};
    for (const [column, values] of columns) cells[column] = values[index] ?? null;
    return { id, cells };
  });
}
