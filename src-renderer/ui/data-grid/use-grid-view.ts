import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { RefObject } from 'react';
import { createScrollScale, visibleRows } from './scroll-scale.ts';
import type { ScrollScale } from './scroll-scale.ts';

/** Which rows are on screen and where. */
export interface GridView {
  readonly scale: ScrollScale;
  /** First row to draw, and the one after the last. */
  readonly first: number;
  readonly last: number;
  /** The rows in sight, without those drawn beyond the edges. */
  readonly shownFirst: number;
  readonly shownLast: number;
  /** Row elements in use; a row takes the element `index % pool`, so elements are reused and never made anew. */
  readonly pool: number;
  /** Rows a page key moves. */
  readonly page: number;
  /** Pixel position of a row inside the body. */
  readonly topOf: (row: number) => number;
  /** Brings a row into sight with the least scrolling. */
  readonly reveal: (row: number) => void;
}

/** Height of the sticky header in pixels; data-grid.module.css has the same. */
const headerHeight = 32;
const overscan = 8;

/**
 * Follows the scroll position of the grid: one state update per frame at most, and none while the same rows stay in
 * sight.
 *
 * @param resetKey a new value scrolls back to the first row
 */
export function useGridView(
  viewport: RefObject<HTMLDivElement | null>,
  rows: number,
  rowHeight: number,
  resetKey: string,
): GridView {
  const [height, setHeight] = useState(600);
  const [scrolled, setScrolled] = useState(0);
  const body = Math.max(rowHeight, height - headerHeight);
  const scale = useMemo(() => createScrollScale(rows, rowHeight, body), [rows, rowHeight, body]);
  const scaled = scale.height < rows * rowHeight;

  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [viewport]);

  useLayoutEffect(() => {
    viewport.current?.scrollTo({ top: 0 });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new key is the reason to scroll
  }, [viewport, resetKey]);

  useEffect(() => {
    const element = viewport.current;
    if (element === null) return undefined;
    let frame = 0;
    const seenAt = (top: number): string => {
      const seen = visibleRows(scale.toRows(top), body, rowHeight, rows, 0);
      return `${seen.first} ${seen.last}`;
    };
    const onFrame = (): void => {
      frame = 0;
      const top = element.scrollTop;
      setScrolled((before) => (!scaled && seenAt(before) === seenAt(top) ? before : top));
    };
    const onScroll = (): void => {
      if (frame === 0) frame = requestAnimationFrame(onFrame);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      element.removeEventListener('scroll', onScroll);
      if (frame !== 0) cancelAnimationFrame(frame);
    };
  }, [viewport, scale, scaled, body, rowHeight, rows]);

  const top = Math.min(scrolled, Math.max(0, scale.height - body));
  const rowsTop = scale.toRows(top);
  const { first, last } = visibleRows(rowsTop, body, rowHeight, rows, overscan);
  const shown = visibleRows(rowsTop, body, rowHeight, rows, 0);

  const reveal = (row: number): void => {
    const element = viewport.current;
    if (element === null || row < 0) return;
    const at = scale.toRows(element.scrollTop);
    const above = row * rowHeight;
    const below = above + rowHeight - body;
    if (above < at) element.scrollTo({ top: scale.toScroll(above) });
    else if (below > at) element.scrollTo({ top: Math.ceil(scale.toScroll(below)) });
  };

  return {
    scale,
    first,
    last,
    shownFirst: shown.first,
    shownLast: shown.last,
    pool: Math.ceil(body / rowHeight) + 2 * overscan + 1,
    page: Math.max(1, Math.floor(body / rowHeight) - 1),
    topOf: (row) => (scaled ? row * rowHeight - rowsTop + top : row * rowHeight),
    reveal,
  };
}
