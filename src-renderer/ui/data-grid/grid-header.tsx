/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events --
   An ARIA grid over recycled, absolutely placed rows cannot be a <table>; focus and keys belong to the grid element. */
import type { PointerEvent, ReactNode } from 'react';
import type { GridColumn, SortEntry } from './grid-column.ts';
import { cellId } from './grid-ids.ts';
import type { Boxes } from './row-picture.ts';
import classes from './data-grid.module.css';

interface GridHeaderProps {
  readonly gridId: string;
  readonly columns: readonly GridColumn[];
  readonly selectable: boolean;
  /** Whether all, some or none of the rows on screen are selected. */
  readonly boxes: Boxes;
  readonly sort: readonly SortEntry[];
  /** Column the keyboard is in, when it is in the header; -1 otherwise. */
  readonly activeColumn: number;
  readonly onSort: (column: string) => void;
  readonly onBox: () => void;
  readonly onResize: (column: string, width: number) => void;
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

/** The grid's header row: sort by click, drag the edge for the width. The keyboard comes in by the grid itself. */
export function GridHeader(props: GridHeaderProps): ReactNode {
  const shift = props.selectable ? 1 : 0;
  const first = props.sort[0];

  const startResize = (event: PointerEvent<HTMLElement>, column: GridColumn): void => {
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    const startX = event.clientX;
    // A column that grows is wider than its wish.
    const startWidth = handle.parentElement?.offsetWidth ?? column.width;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent): void =>
      props.onResize(column.column.id, startWidth + moved.clientX - startX);
    const stop = (): void => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', stop);
      handle.removeEventListener('pointercancel', stop);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', stop);
    handle.addEventListener('pointercancel', stop);
  };

  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {props.selectable && (
          <div
            role="columnheader"
            aria-colindex={1}
            id={cellId(props.gridId, -1, 0)}
            className={`${classes.headCell} ${classes.box} ${props.activeColumn === 0 ? classes.active : ''}`}
            data-boxes={props.boxes}
            title="Select the rows on screen"
            onClick={props.onBox}
          >
            <span className={classes.tick} aria-hidden="true" />
            <span className="rb-hidden">Select the rows on screen</span>
          </div>
        )}
        {props.columns.map((column, position) => {
          const sorted = first?.column === column.column.id ? first.direction : null;
          const at = position + shift;
          return (
            <div
              key={column.column.id}
              role="columnheader"
              aria-colindex={at + 1}
              aria-sort={column.column.sortable ? (sorted === null ? 'none' : ariaSort[sorted]) : undefined}
              id={cellId(props.gridId, -1, at)}
              className={`${classes.headCell} ${position === 0 ? classes.name : ''} ${classes[column.column.kind] ?? ''} ${
                column.column.sortable ? classes.sortable : ''
              } ${props.activeColumn === at ? classes.active : ''}`}
              onClick={() => column.column.sortable && props.onSort(column.column.id)}
            >
              <span className={classes.headText}>{column.column.label}</span>
              {sorted !== null && (
                <span className={classes.arrow} aria-hidden="true">
                  {sorted === 'asc' ? '↑' : '↓'}
                </span>
              )}
              <span
                className={classes.handle}
                aria-hidden="true"
                onClick={(event) => event.stopPropagation()}
                onPointerDown={(event) => startResize(event, column)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
