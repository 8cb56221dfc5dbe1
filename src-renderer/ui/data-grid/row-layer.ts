import { cellId } from './grid-ids.ts';
import type { GridRow } from './grid-row.ts';
import { drawnWidths } from './grid-template.ts';
import type { Boxes, RowPicture } from './row-picture.ts';
import { createRowSlot } from './row-slot.ts';
import type { RowLook, RowSlot } from './row-slot.ts';
import { visibleRows } from './scroll-scale.ts';
import { isSelected } from './selection.ts';
import type { Selection } from './selection.ts';
import { createTextMeasure, layOutTexts } from './text-measure.ts';
import type { WindowSource } from './window-source.ts';
import classes from './data-grid.module.css';

/** The rows in sight, written to the page without React: a flung list leaves 16 ms for all of them. */
export interface RowLayer {
  /** What the rows show has changed. */
  show(picture: RowPicture): void;
  /** The facts of the rows that are seen at least in part, as far as they have come. */
  seenRows(): readonly GridRow[];
  dispose(): void;
}

interface RowLayerParts {
  /** The element that scrolls; it has `aria-activedescendant`. */
  readonly viewport: HTMLElement;
  /** The element the rows are put into; nobody else puts anything there. */
  readonly body: HTMLElement;
  /** An empty element with the looks of a list's cell, where texts are measured. */
  readonly ruler: HTMLElement;
  readonly source: WindowSource;
  /** Hears whether all, some or none of the rows in sight are selected, each time that changes. */
  readonly onBoxes: (boxes: Boxes) => void;
}

/** Rows drawn beyond each edge: what the compositor may scroll into sight before the next frame is drawn. */
const overscan = 3;
/** Rows are fetched ahead for so many frames at the present speed. */
const lookAhead = 8;
/** Scrolling has come to rest after so many milliseconds. */
const rest = 150;

/**
 * Makes a {@link RowLayer}. A row takes the element `index % pool`, so elements are reused and never made anew. Rows are
 * written in the scroll event itself, which comes before the frame is drawn.
 */
export function createRowLayer({ viewport, body, ruler, source, onBoxes }: RowLayerParts): RowLayer {
  let picture: RowPicture | null = null;
  let shape = '';
  let slots: readonly RowSlot[] = [];
  let seen = { first: 0, last: 0 };
  let top = viewport.scrollTop;
  /** Pixels of the last step while the list moves; 0 at rest. */
  let moving = 0;
  let boxes: Boxes = 'none';
  let marked: HTMLElement | null = null;
  const measure = createTextMeasure((texts) => layOutTexts(ruler, texts));
  let restTimer: ReturnType<typeof setTimeout> | null = null;

  const rowsIn = (first: number, last: number): readonly GridRow[] => {
    const rows: GridRow[] = [];
    for (let index = first; index < last; index += 1) {
      const row = source.row(index);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  };

  /** Makes the elements anew when there must be others. */
  const fit = (wanted: RowPicture, before: RowPicture | null): void => {
    const pool = Math.ceil(wanted.height / wanted.rowHeight) + 1 + 2 * overscan;
    const look = lookOf(wanted);
    const columns = wanted.columns.map(({ column }) => `${column.id} ${column.kind}`);
    const wantedShape = `${pool} ${look.selectable} ${columns.join()}`;
    if (wantedShape !== shape) {
      shape = wantedShape;
      slots = Array.from({ length: pool }, () => createRowSlot(look, measure));
      body.replaceChildren();
    } else if (
      wanted.columns !== before?.columns ||
      wanted.width !== before.width ||
      wanted.now !== before.now
    ) {
      for (const slot of slots) slot.repaint(look);
    }
  };

  /** The keyboard's cell gets the id that the grid names, and its outline. */
  const markActive = ({ gridId, active, focused }: RowPicture): void => {
    const slot = slots[active.row % slots.length];
    const cell = slot?.index() === active.row ? slot.cell(active.column) : undefined;
    if (marked !== null && marked !== cell) {
      marked.removeAttribute('id');
      marked.classList.remove(classes['active'] ?? '');
    }
    marked = cell ?? null;
    const id = cellId(gridId, active.row, active.column);
    if (cell !== undefined) {
      if (cell.id !== id) cell.id = id;
      cell.classList.toggle(classes['active'] ?? '', focused);
      if (focused) slot?.hint(active.column);
    }
    const named = active.row === -1 || cell !== undefined ? id : null;
    if (named === viewport.getAttribute('aria-activedescendant')) return;
    if (named === null) viewport.removeAttribute('aria-activedescendant');
    else viewport.setAttribute('aria-activedescendant', named);
  };

  /** Works the rows out before the first one is written, so that the names to be measured are laid out alone. */
  const read = (first: number, last: number): void => {
    const unsure: string[] = [];
    for (let index = first; index < last; index += 1)
      unsure.push(...(slots[index % slots.length]?.read(source.row(index)) ?? []));
    measure.learn(unsure);
  };

  const draw = (jump: number): void => {
    if (picture === null) return;
    const { rows, rowHeight, height, scale, selection, openId } = picture;
    const at = Math.max(0, Math.min(top, scale.height - height));
    const rowsTop = scale.toRows(at);
    seen = visibleRows(rowsTop, height, rowHeight, rows, 0);
    // Flung past whole screens, rows beyond the edges would never be seen: the frame goes to those in sight.
    const { first, last } =
      Math.abs(jump) > height ? seen : visibleRows(rowsTop, height, rowHeight, rows, overscan);
    source.want(first, last, Math.round((lookAhead * jump) / rowHeight));
    // Above the tallest page rows lie where the scroll position is, not where they would lie unscaled.
    const offset = scale.height < rows * rowHeight ? at - rowsTop : 0;
    read(first, last);
    for (let index = first; index < last; index += 1) {
      const slot = slots[index % slots.length];
      const row = source.row(index);
      if (slot === undefined) continue;
      slot.show({
        index,
        top: index * rowHeight + offset,
        selected: selection === null ? null : row !== undefined && isSelected(selection, row.id),
        opened: row !== undefined && row.id === openId,
      });
      if (slot.element.parentElement === null) body.append(slot.element);
    }
    for (const slot of slots) {
      const outside = slot.index() < first || slot.index() >= last;
      // While the list moves, a row out of sight stays where it is until its element is wanted.
      if (outside && (jump === 0 || offset !== 0 || slot.index() >= rows)) slot.element.remove();
    }
    markActive(picture);
    const nowBoxes = selection === null ? 'none' : boxesOf(selection, rowsIn(seen.first, seen.last));
    if (nowBoxes !== boxes) {
      boxes = nowBoxes;
      onBoxes(boxes);
    }
  };

  /** At rest the elements stand in the order of their rows, for readers that go by the page. */
  const order = (): void => {
    const inOrder = slots
      .filter(({ element }) => element.parentElement === body)
      .toSorted((left, right) => left.index() - right.index());
    for (const [at, { element }] of inOrder.entries()) {
      if (body.children[at] !== element) body.insertBefore(element, body.children[at] ?? null);
    }
  };
  const onRest = (): void => {
    restTimer = null;
    moving = 0;
    draw(0);
    order();
  };

  const onScroll = (): void => {
    const next = viewport.scrollTop;
    viewport.toggleAttribute('data-shifted', viewport.scrollLeft > 0);
    if (next === top) return;
    moving = next - top;
    top = next;
    draw(moving);
    if (restTimer !== null) clearTimeout(restTimer);
    restTimer = setTimeout(onRest, rest);
  };
  const onPoint = (event: Event): void => {
    const cell = (event.target as Element).closest('[aria-colindex]');
    const row = cell?.closest<HTMLElement>('[data-index]');
    if (cell === null || row === null || row === undefined) return;
    slots[Number(row.dataset['index']) % slots.length]?.hint(Number(cell.getAttribute('aria-colindex')) - 1);
  };
  viewport.addEventListener('scroll', onScroll, { passive: true });
  body.addEventListener('pointerover', onPoint, { passive: true });
  const onFonts = (): void => {
    measure.forget();
    if (picture !== null) for (const slot of slots) slot.repaint(lookOf(picture));
    draw(0);
  };
  document.fonts.addEventListener('loadingdone', onFonts);
  // A page that comes while the list moves must not end the looking ahead.
  const unsubscribe = source.subscribe(() => draw(moving));

  return {
    show(next) {
      fit(next, picture);
      picture = next;
      draw(0);
    },
    seenRows: () => rowsIn(seen.first, seen.last),
    dispose() {
      unsubscribe();
      document.fonts.removeEventListener('loadingdone', onFonts);
      viewport.removeEventListener('scroll', onScroll);
      body.removeEventListener('pointerover', onPoint);
      if (restTimer !== null) clearTimeout(restTimer);
      body.replaceChildren();
    },
  };
}

function lookOf({ columns, selection, width, now }: RowPicture): RowLook {
  const selectable = selection !== null;
  return { columns, widths: drawnWidths(columns, selectable, width), selectable, now };
}

function boxesOf(selection: Selection, shown: readonly GridRow[]): Boxes {
  const count = shown.filter((row) => isSelected(selection, row.id)).length;
  if (count === 0) return 'none';
  return count === shown.length ? 'all' : 'some';
}
