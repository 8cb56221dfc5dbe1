import type { PendingMark } from '../../../src-shared/changes/overlay.ts';
import { waitingFace } from './cell-face.ts';
import type { CellFace } from './cell-face.ts';
import { pendingMarkOf, pendingWords } from '../pending/pending-words.ts';
import { staysInside } from './cell-fit.ts';
import { createCellPainter } from './cell-painter.ts';
import type { CellPainter } from './cell-painter.ts';
import type { GridColumn } from './grid-column.ts';
import type { GridRow } from './grid-row.ts';
import { fitList, fitListByBounds, textsOf } from './list-fit.ts';
import type { ListFit } from './list-fit.ts';
import type { TextMeasure } from './text-measure.ts';
import classes from './data-grid.module.css';

/** What one row element is to show. */
export interface SlotRow {
  readonly index: number;
  /** Pixel position inside the body. */
  readonly top: number;
  /** Null where rows cannot be selected. */
  readonly selected: boolean | null;
  readonly opened: boolean;
}

/** What all rows have in common. */
export interface RowLook {
  readonly columns: readonly GridColumn[];
  /** Width each column is drawn with, in pixels. */
  readonly widths: readonly number[];
  readonly selectable: boolean;
  readonly now: number;
}

/** One row element, which shows one row after the other. */
export interface RowSlot {
  readonly element: HTMLElement;
  /** The row it shows; -1 before the first. */
  index(): number;
  /**
   * Works out the cells of the row that will be shown next.
   *
   * @returns the names whose widths must be known for that
   */
  read(row: GridRow | undefined): readonly string[];
  show(row: SlotRow): void;
  /** Columns or widths have changed, or time went on: the cells are painted anew at the next {@link show}. */
  repaint(look: RowLook): void;
  /** The element of a cell; the boxes' column counts. */
  cell(column: number): HTMLElement | undefined;
  /** Tells the hint of a cell as its title. */
  hint(column: number): void;
}

function cellElement(column: number, className: string): HTMLElement {
  const cell = document.createElement('div');
  cell.setAttribute('role', 'gridcell');
  cell.setAttribute('aria-colindex', String(column + 1));
  cell.className = `${classes['cell']} ${className}`;
  return cell;
}

/** The cell of a row's box, and how its tick is set: by a class of its own, or a row would look for it among its cells. */
function boxCell(): { readonly cell: HTMLElement; tick(selected: boolean): void } {
  const cell = cellElement(0, `${classes['box']} ${classes['pinned']}`);
  cell.dataset['box'] = '';
  const tick = document.createElement('span');
  tick.className = classes['tick'] ?? '';
  tick.setAttribute('aria-hidden', 'true');
  cell.append(tick);
  return {
    cell,
    tick(selected) {
      tick.className = selected ? `${classes['tick']} ${classes['ticked']}` : (classes['tick'] ?? '');
      cell.setAttribute('aria-label', selected ? 'selected' : 'not selected');
    },
  };
}

/** Left and right of a cell's text together in pixels; data-grid.module.css has the same. */
const padding = 24;
/** What an open change puts before the row's name, in pixels; data-grid.module.css has the same. */
const changeWidth = 21;

/** A cell that is to be painted; `fit` is null when only exact widths can tell it, and for what is no list. */
interface Unpainted {
  readonly face: CellFace;
  readonly fit: ListFit | null;
}

/** Makes a row of plain elements, empty; only what differs from what it showed before is written to the page. */
export function createRowSlot(given: RowLook, measure: TextMeasure): RowSlot {
  const { selectable } = given;
  const element = document.createElement('div');
  element.setAttribute('role', 'row');
  const box = selectable ? boxCell() : null;
  const shift = selectable ? 1 : 0;
  const cells = given.columns.map(({ column }, at) =>
    cellElement(
      at + shift,
      (at === 0 ? `${classes['name']} ${classes['pinned']}` : classes[column.kind]) ?? '',
    ),
  );
  element.append(...(box === null ? [] : [box.cell]), ...cells);
  const painters: readonly CellPainter[] = cells.map((cell) => createCellPainter(cell));

  let look = given;
  let index = -1;
  let top = Number.NaN;
  let selected: boolean | null = null;
  let className = '';
  /** What an open change makes of the row. */
  let marked: PendingMark | null = null;
  /** The row whose cells are painted, or were worked out to be; null for no row yet. */
  let known: { readonly row: GridRow | undefined } | null = null;
  let unpainted: readonly Unpainted[] = [];
  const widthOf = (column: number): number => (look.widths[column] ?? 0) - padding;
  /** Letters of a fixed width are not those that were measured. */
  const atMost = (column: number, text: string): number =>
    look.columns[column]?.column.kind === 'id'
      ? Number.POSITIVE_INFINITY
      : measure.atMost(text) + (column === 0 && marked !== null ? changeWidth : 0);
  const paint = ({ face, fit }: Unpainted, column: number): void => {
    const width = widthOf(column);
    const fitted = face.kind === 'list' ? (fit ?? fitList(face, width, measure.width)) : null;
    const inside = staysInside(face, fitted, width, (text) => atMost(column, text));
    painters[column]?.paint(face, fitted, inside);
  };

  return {
    element,
    index: () => index,
    read(row) {
      if (known !== null && known.row === row) return [];
      known = { row };
      const unsure: string[] = [];
      unpainted = look.columns.map(({ column, face: faceOf }, at) => {
        const face = row === undefined ? waitingFace : faceOf(row.cells[column.id] ?? null, row, look.now);
        if (face.kind !== 'list') return { face, fit: null };
        const fit = fitListByBounds(face, widthOf(at), measure);
        if (fit === null) unsure.push(...textsOf(face));
        return { face, fit };
      });
      return unsure;
    },
    show(next) {
      if (next.top !== top) {
        top = next.top;
        element.style.transform = `translateY(${top}px)`;
      }
      if (next.index !== index) {
        index = next.index;
        element.setAttribute('aria-rowindex', String(index + 2));
        element.dataset['index'] = String(index);
      }
      if (next.selected !== selected && next.selected !== null) {
        selected = next.selected;
        element.setAttribute('aria-selected', String(selected));
        box?.tick(selected);
      }
      const mark = pendingMarkOf(known?.row?.cells['pending']);
      if (mark !== marked) {
        marked = mark;
        if (mark === null) element.removeAttribute('title');
        else element.title = `${pendingWords(mark).label}: ${pendingWords(mark).meaning}`;
      }
      const wanted = `${classes['row']} ${next.selected === true ? classes['selected'] : ''} ${next.opened ? classes['opened'] : ''} ${mark === null ? '' : classes[mark]}`;
      if (wanted !== className) {
        className = wanted;
        element.className = wanted;
      }
      for (const [at, each] of unpainted.entries()) paint(each, at);
      unpainted = [];
    },
    repaint(next) {
      look = next;
      known = null;
    },
    hint: (column) => painters[column - shift]?.hint(),
    cell: (column) => (column < shift ? box?.cell : cells[column - shift]),
  };
}
