/** Chromium lays out at most about 33 million pixels; beyond 15 the scroll position is scaled (performance §8). */
export const tallest = 15_000_000;

/** How scroll positions and rows belong together. */
export interface ScrollScale {
  /** Height of the scrolled content in CSS pixels. */
  readonly height: number;
  /** The rows' own pixel position for a scroll position. */
  toRows(scrollTop: number): number;
  /** The scroll position that shows the rows from this pixel on. */
  toScroll(rowsTop: number): number;
}

/**
 * The scale for so many rows. `viewport` is the visible height below the header. Up to {@link tallest} pixels both
 * positions are the same; above, the first and the last row still meet the ends of the scroll bar exactly.
 */
export function createScrollScale(rows: number, rowHeight: number, viewport: number): ScrollScale {
  const real = rows * rowHeight;
  if (real <= tallest) return { height: real, toRows: (top) => top, toScroll: (top) => top };
  const realRange = Math.max(1, real - viewport);
  const range = Math.max(1, tallest - viewport);
  return {
    height: tallest,
    toRows: (top) => (Math.min(top, range) * realRange) / range,
    toScroll: (top) => (Math.min(top, realRange) * range) / realRange,
  };
}

/** The rows on screen, first inclusive, last exclusive, with `overscan` more on each side. */
export function visibleRows(
  rowsTop: number,
  viewport: number,
  rowHeight: number,
  rows: number,
  overscan: number,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor(rowsTop / rowHeight) - overscan);
  const last = Math.min(rows, Math.ceil((rowsTop + viewport) / rowHeight) + overscan);
  return { first: Math.min(first, last), last };
}
