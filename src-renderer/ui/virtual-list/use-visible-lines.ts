import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import { revealLine, visibleLines } from './visible-lines.ts';

/** What a list of equal lines draws, and how it moves. */
export interface VisibleLines {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
  /** Lines a page key moves. */
  readonly page: number;
  readonly reveal: (line: number) => void;
}

/**
 * Which of many equal lines are worth drawing; for lists of some thousand lines. Larger ones are data grids.
 *
 * @param viewport the element that scrolls
 * @param lineHeight pixels
 */
export function useVisibleLines(
  viewport: RefObject<HTMLElement | null>,
  lines: number,
  lineHeight: number,
): VisibleLines {
  const [height, setHeight] = useState(600);
  const [scrolled, setScrolled] = useState(0);

  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    // Whole lines only: scrolling inside one draws nothing anew.
    const onScroll = (): void => setScrolled(Math.floor(element.scrollTop / lineHeight) * lineHeight);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [viewport, lineHeight]);

  const { first, last } = visibleLines(scrolled, height, lineHeight, lines);
  return {
    first,
    last,
    page: Math.max(1, Math.floor(height / lineHeight) - 1),
    reveal: (line) => {
      const element = viewport.current;
      if (element === null || line < 0) return;
      const to = revealLine(element.scrollTop, element.clientHeight, lineHeight, line);
      if (to !== null) element.scrollTo({ top: to });
    },
  };
}
