import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { GridRow } from './grid-row.ts';
import { createRowLayer } from './row-layer.ts';
import type { RowLayer } from './row-layer.ts';
import type { Boxes, RowPicture } from './row-picture.ts';
import type { WindowSource } from './window-source.ts';

/** Keeps the rows below React: tells their layer of each new picture, and never of scrolling. */
export function useRowLayer(
  viewport: RefObject<HTMLDivElement | null>,
  body: RefObject<HTMLDivElement | null>,
  ruler: RefObject<HTMLDivElement | null>,
  source: WindowSource,
  picture: RowPicture,
): { readonly boxes: Boxes; readonly seenRows: () => readonly GridRow[] } {
  const [boxes, setBoxes] = useState<Boxes>('none');
  const layer = useRef<RowLayer | null>(null);

  useLayoutEffect(() => {
    if (viewport.current === null || body.current === null || ruler.current === null) return undefined;
    const made = createRowLayer({
      viewport: viewport.current,
      body: body.current,
      ruler: ruler.current,
      source,
      onBoxes: setBoxes,
    });
    layer.current = made;
    return () => {
      layer.current = null;
      made.dispose();
    };
  }, [viewport, body, ruler, source]);

  useLayoutEffect(() => layer.current?.show(picture));

  return { boxes, seenRows: () => layer.current?.seenRows() ?? [] };
}
