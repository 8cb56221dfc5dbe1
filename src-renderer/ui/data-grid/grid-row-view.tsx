/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events --
   An ARIA grid over recycled, absolutely placed rows cannot be a <table>; focus and keys belong to the grid element. */
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { GridColumn } from './grid-column.ts';
import type { GridRow } from './grid-row.ts';
import { cellId } from './grid-ids.ts';
import classes from './data-grid.module.css';

/** What one row draws. Everything is compared by identity, so a scrolled-past row costs nothing. */
interface GridRowViewProps {
  readonly gridId: string;
  readonly index: number;
  /** Pixel position inside the body. */
  readonly top: number;
  /** Missing while its page is on its way. */
  readonly row: GridRow | undefined;
  readonly columns: readonly GridColumn[];
  readonly selectable: boolean;
  readonly selected: boolean;
  readonly opened: boolean;
  /** Column the keyboard is in, when it is in this row; -1 otherwise. */
  readonly activeColumn: number;
  readonly now: number;
}

/** One row: plain elements and classes, nothing that knows a theme (performance §8). */
export const GridRowView = memo(function GridRowView(props: GridRowViewProps): ReactNode {
  const { gridId, index, row, columns, activeColumn } = props;
  const shift = props.selectable ? 1 : 0;
  const state = `${classes.row} ${props.selected ? classes.selected : ''} ${props.opened ? classes.opened : ''}`;
  const cellClass = (column: number, kind: string): string =>
    `${classes.cell} ${classes[kind] ?? ''} ${column === activeColumn ? classes.active : ''}`;

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selectable ? props.selected : undefined}
      className={state}
      data-index={index}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {props.selectable && (
        <div
          role="gridcell"
          aria-colindex={1}
          id={cellId(gridId, index, 0)}
          className={cellClass(0, 'box')}
          data-box=""
        >
          <span className={classes.tick} aria-hidden="true" />
          <span className="rb-hidden">{props.selected ? 'selected' : 'not selected'}</span>
        </div>
      )}
      {columns.map((column, position) => (
        <div
          key={column.column.id}
          role="gridcell"
          aria-colindex={position + 1 + shift}
          id={cellId(gridId, index, position + shift)}
          className={cellClass(position + shift, position === 0 ? 'name' : column.column.kind)}
        >
          {row === undefined ? (
            <span className={classes.skeleton} />
          ) : (
            column.render(row.cells[column.column.id] ?? null, row, props.now)
          )}
        </div>
      ))}
    </div>
  );
});
