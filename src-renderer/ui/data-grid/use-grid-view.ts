import { useLayoutEffect, useMemo, useState } from 'react';
import type { RefObject } from 'react';
import { createScrollScale } from './scroll-scale.ts';
import type { ScrollScale } from './scroll-scale.ts';

/** How the rows fit into the grid. */
export interface GridView {
  readonly scale: ScrollScale;
  /** Height in which rows are seen, below the header, in pixels. */
  readonly height: number;
  /** Width of the grid without its scroll bar. */
  readonly width: number;
  /** Rows a page key moves. */
  readonly page: number;
  /** Brings a row into sight with the least scrolling. */
  readonly reveal: (row: number) => void;
}

/** Height of the sticky header in pixels; data-grid.module.css has the same. */
const headerHeight = 32;

/**
 * Follows the size of the grid.
 *
 * @param resetKey a new value scrolls back to the first row
 */
export function useGridView(
  viewport: RefObject<HTMLDivElement | null>,
  rows: number,
  rowHeight: number,
  resetKey: string,
): GridView {
  const [outer, setOuter] = useState({ width: 0, height: 600 });
  const height = Math.max(rowHeight, outer.height - headerHeight);
  const scale = useMemo(() => createScrollScale(rows, rowHeight, height), [rows, rowHeight, height]);

  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() =>
      setOuter({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [viewport]);

  useLayoutEffect(() => {
    viewport.current?.scrollTo({ top: 0 });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new key is the reason to scroll
  }, [viewport, resetKey]);

  const reveal = (row: number): void => {
    const element = viewport.current;
    if (element === null || row < 0) return;
    const at = scale.toRows(element.scrollTop);
    const above = row * rowHeight;
    const below = above + rowHeight - height;
    if (above < at) element.scrollTo({ top: scale.toScroll(above) });
    else if (below > at) element.scrollTo({ top: Math.ceil(scale.toScroll(below)) });
  };

  return {
    scale,
    height,
    width: outer.width,
    page: Math.max(1, Math.floor(height / rowHeight) - 1),
    reveal,
  };
}
