/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events --
   An ARIA grid over recycled, absolutely placed rows cannot be a <table>; focus and keys belong to the grid element. */
import { useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { CSSProperties, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useNow } from '../time/now.tsx';
import type { GridColumn, SortEntry } from './grid-column.ts';
import { GridHeader } from './grid-header.tsx';
import { cellId } from './grid-ids.ts';
import { clampPlace, movePlace } from './grid-keys.ts';
import type { GridPlace } from './grid-keys.ts';
import { gridTemplate, gridWidth } from './grid-template.ts';
import type { GridRow } from './grid-row.ts';
import { addRows, selectMatching, toggleRow, toggleVisible } from './selection.ts';
import type { Selection } from './selection.ts';
import { useGridView } from './use-grid-view.ts';
import { useRowLayer } from './use-row-layer.ts';
import type { WindowSource } from './window-source.ts';
import classes from './data-grid.module.css';

export interface DataGridProps {
  /** What the rows are, for screen readers, e.g. "Users". */
  readonly label: string;
  readonly source: WindowSource;
  readonly columns: readonly GridColumn[];
  readonly rowHeight: number;
  /** A new value means a new question: back to the first row. */
  readonly resetKey: string;
  readonly sort: readonly SortEntry[];
  readonly onSort: (column: string) => void;
  readonly onResize: (column: string, width: number) => void;
  /** Null where rows cannot be selected. */
  readonly selection: Selection | null;
  readonly onSelection: (selection: Selection) => void;
  readonly openId: string | null;
  readonly onOpen: (row: GridRow) => void;
  /** Shown in the body when nothing matches. */
  readonly empty: ReactNode;
}

/**
 * The table of every screen: fixed rows, plain cells, recycled nodes, rows from the main process as they come into
 * sight. React draws the frame and the header; the rows are written by a {@link RowLayer}, which also says where the
 * keyboard is (`aria-activedescendant`: one tab stop, a place that survives scrolling).
 */
export function DataGrid(props: DataGridProps): ReactNode {
  const { source, columns, rowHeight, selection, onSelection } = props;
  const gridId = useId();
  const now = useNow();
  const state = useSyncExternalStore(source.subscribe, source.state);
  const rows = state.total ?? (state.waiting ? 24 : 0);
  const viewport = useRef<HTMLDivElement | null>(null);
  const body = useRef<HTMLDivElement | null>(null);
  const ruler = useRef<HTMLDivElement | null>(null);
  const view = useGridView(viewport, rows, rowHeight, props.resetKey);
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  // Whether the keyboard's place is shown: not after a click.
  const [focused, setFocused] = useState(false);
  const [shownResetKey, setShownResetKey] = useState(props.resetKey);
  if (shownResetKey !== props.resetKey) {
    setShownResetKey(props.resetKey);
    // In the header the keyboard stays: sorting there is what asked the new question.
    if (place.row !== -1) setPlace({ row: 0, column: place.column });
  }

  const selectable = selection !== null;
  const size = { rows, columns: columns.length + (selectable ? 1 : 0), page: view.page };
  const active = clampPlace(place, size);

  const template = useMemo(() => gridTemplate(columns, selectable), [columns, selectable]);
  const { boxes, seenRows } = useRowLayer(viewport, body, ruler, source, {
    gridId,
    columns,
    rows,
    rowHeight,
    height: view.height,
    width: view.width,
    scale: view.scale,
    selection,
    openId: props.openId,
    active,
    focused,
    now,
  });

  const toggle = (index: number): void => {
    const row = source.row(index);
    if (selection !== null && row !== undefined) onSelection(toggleRow(selection, row, index));
  };
  const extend = async (index: number): Promise<void> => {
    if (selection === null) return;
    const anchor = selection.anchor ?? index;
    const outcome = await source.rowsBetween(Math.min(anchor, index), Math.max(anchor, index) + 1);
    if (outcome.ok) onSelection({ ...addRows(selection, outcome.data), anchor });
  };
  const open = (index: number): void => {
    const row = source.row(index);
    if (row !== undefined) props.onOpen(row);
  };
  const goTo = (next: GridPlace): void => {
    setPlace(next);
    view.reveal(next.row);
  };

  const onHeaderKey = (event: KeyboardEvent): boolean => {
    const column = columns[active.column - (selectable ? 1 : 0)];
    if (event.altKey && event.shiftKey && column !== undefined) {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return false;
      // A column that grows is wider than its wish.
      const drawn = document.getElementById(cellId(gridId, -1, active.column))?.offsetWidth ?? column.width;
      props.onResize(column.column.id, drawn + (event.key === 'ArrowLeft' ? -16 : 16));
      return true;
    }
    if (event.key !== 'Enter' && event.key !== ' ') return false;
    if (column === undefined) {
      if (selection !== null) onSelection(toggleVisible(selection, seenRows()));
    } else if (column.column.sortable) props.onSort(column.column.id);
    return true;
  };
  const onRowKey = (event: KeyboardEvent): boolean => {
    if (event.key === 'Enter') {
      open(active.row);
      return true;
    }
    if (event.key !== ' ') return false;
    if (event.shiftKey) void extend(active.row);
    else toggle(active.row);
    return true;
  };
  /** As a step of its own: everything that matches, instead of the page's text. */
  const onSelectAll = (event: KeyboardEvent): boolean => {
    const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!selectable || !wanted || event.key.toLowerCase() !== 'a') return false;
    if (rows > 0) onSelection(selectMatching());
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    setFocused(true);
    const handled = onSelectAll(event) || (active.row === -1 ? onHeaderKey(event) : onRowKey(event));
    if (!handled) {
      if (event.altKey || event.metaKey) return;
      const next = movePlace(active, { key: event.key, ctrl: event.ctrlKey }, size);
      if (next === null) return;
      goTo(next);
      if (event.shiftKey && next.row !== active.row && next.row >= 0) void extend(next.row);
    }
    event.preventDefault();
  };
  const onClick = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    const element = target.closest<HTMLElement>('[data-index]');
    if (element === null) return;
    setFocused(false);
    const index = Number(element.dataset['index']);
    const cell = target.closest<HTMLElement>('[aria-colindex]');
    setPlace({ row: index, column: Number(cell?.getAttribute('aria-colindex') ?? 1) - 1 });
    if (selectable && event.shiftKey) void extend(index);
    else if (selectable && (event.ctrlKey || event.metaKey || target.closest('[data-box]') !== null))
      toggle(index);
    else open(index);
  };

  return (
    <div className={classes.frame}>
      <div
        ref={viewport}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={state.total === null ? -1 : rows + 1}
        aria-colcount={size.columns}
        aria-multiselectable={selectable || undefined}
        aria-busy={state.waiting}
        className={classes.grid}
        style={
          {
            '--grid-columns': template,
            '--grid-width': `${gridWidth(columns, selectable)}px`,
            '--grid-row': `${rowHeight}px`,
          } as CSSProperties
        }
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setFocused(false)}
      >
        <GridHeader
          gridId={gridId}
          columns={columns}
          selectable={selectable}
          boxes={boxes}
          sort={props.sort}
          activeColumn={focused && active.row === -1 ? active.column : -1}
          onSort={props.onSort}
          onBox={() => selection !== null && onSelection(toggleVisible(selection, seenRows()))}
          onResize={props.onResize}
        />
        <div ref={body} role="rowgroup" className={classes.body} style={{ height: view.scale.height }} />
        <div ref={ruler} className={classes.ruler} aria-hidden="true" />
      </div>
      {rows === 0 && <div className={classes.empty}>{props.empty}</div>}
    </div>
  );
}
