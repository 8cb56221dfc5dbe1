/** One frame at 60 Hz, in milliseconds. */
export const vsync = 1000 / 60;

/** What was seen while a table was scrolled. */
export interface SeenFrames {
  /** Milliseconds from one animation frame to the next. */
  readonly intervals: readonly number[];
  /** Longest time without rows where the eye looks, in milliseconds. */
  readonly longestBlank: number;
}

/** Heights in the table at which rows are looked for, as parts of it. */
const looks = [0.12, 0.5, 0.95];

function hasRows(scroller: HTMLElement): boolean {
  const box = scroller.getBoundingClientRect();
  return looks.every((part) => {
    const found = document.elementFromPoint(box.left + 150, box.top + box.height * part);
    return (found?.closest('td, [role="gridcell"]')?.textContent ?? '') !== '';
  });
}

/**
 * Scrolls by so many pixels each frame. A step is taken right after a frame was drawn, so that the next one tells the
 * table of it before it draws, as when the compositor scrolls; and before that step, the drawn frame is looked at.
 */
export function scrollFrames(scroller: HTMLElement, steps: readonly number[]): Promise<SeenFrames> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const intervals: number[] = [];
    let position = scroller.scrollTop;
    let taken = 0;
    let drawnAt: number | null = null;
    let blankSince: number | null = null;
    let longestBlank = 0;
    port1.addEventListener('message', () => {
      const at = drawnAt ?? 0;
      if (hasRows(scroller)) blankSince = null;
      else {
        blankSince ??= at;
        longestBlank = Math.max(longestBlank, at - blankSince + vsync);
      }
      position += steps[taken] ?? 0;
      taken += 1;
      scroller.scrollTop = position;
    });
    port1.start();
    const onFrame = (time: number): void => {
      if (drawnAt !== null) intervals.push(time - drawnAt);
      drawnAt = time;
      if (taken === steps.length) {
        port1.close();
        resolve({ intervals, longestBlank });
      } else {
        port2.postMessage(null);
        requestAnimationFrame(onFrame);
      }
    };
    requestAnimationFrame(onFrame);
  });
}

/** Frames that the screen showed twice because none came: intervals over 1.5 frames. */
export function droppedFrames(intervals: readonly number[]): number {
  return intervals.reduce(
    (sum, interval) => sum + (interval > 1.5 * vsync ? Math.round(interval / vsync) - 1 : 0),
    0,
  );
}
