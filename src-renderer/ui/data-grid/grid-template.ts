import type { GridColumn } from './grid-column.ts';

/** Width of the column of boxes in pixels; data-grid.module.css places the name beside it. */
const boxWidth = 36;

type Sized = Pick<GridColumn, 'column' | 'width'>;

/**
 * Which columns take the width that is left over: those with lists, which are the ones that get cut, or the widest
 * text where a view shows none. A column the user gave a width of its own keeps it.
 */
export function growingColumns(columns: readonly Sized[]): ReadonlySet<string> {
  const free = columns.filter(({ column, width }) => width === column.width);
  const lists = columns.filter(({ column }) => column.kind === 'list');
  if (lists.length > 0) {
    return new Set(free.filter(({ column }) => column.kind === 'list').map(({ column }) => column.id));
  }
  const texts = free.filter(({ column }) => column.kind === 'text' || column.kind === 'email');
  const widest = texts.reduce<Sized | null>(
    (before, each) => (before === null || each.width > before.width ? each : before),
    null,
  );
  return new Set(widest === null ? [] : [widest.column.id]);
}

/** The grid's column tracks as CSS. Where no column grows, an empty last track takes what is left. */
export function gridTemplate(columns: readonly Sized[], selectable: boolean): string {
  const growing = growingColumns(columns);
  const tracks = columns.map(({ column, width }) =>
    growing.has(column.id) ? `minmax(${width}px, ${width}fr)` : `${width}px`,
  );
  return [
    ...(selectable ? [`${boxWidth}px`] : []),
    ...tracks,
    ...(growing.size === 0 ? ['minmax(0, 1fr)'] : []),
  ].join(' ');
}

/**
 * The least width of a row in pixels. Rows and header take it as a number: were it left to their contents, each row
 * would give its growing columns a width of its own.
 */
export function gridWidth(columns: readonly Sized[], selectable: boolean): number {
  return columns.reduce((sum, { width }) => sum + width, selectable ? boxWidth : 0);
}

/** The width each column is drawn with, in pixels, in a grid of this width: what {@link gridTemplate} comes to. */
export function drawnWidths(
  columns: readonly Sized[],
  selectable: boolean,
  available: number,
): readonly number[] {
  const growing = growingColumns(columns);
  const wished = columns.reduce((sum, { column, width }) => sum + (growing.has(column.id) ? width : 0), 0);
  const left = available - gridWidth(columns, selectable);
  const factor = wished === 0 || left <= 0 ? 1 : (wished + left) / wished;
  return columns.map(({ column, width }) => (growing.has(column.id) ? width * factor : width));
}
