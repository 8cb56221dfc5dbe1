/** One frame at 60 Hz, in milliseconds. */
const vsync = 1000 / 60;

/** What stands where the eye looks. A placeholder is a row whose facts are still on their way. */
type Sight = 'rows' | 'placeholders' | 'nothing';

/** What was seen while a table was scrolled; times in milliseconds. */
export interface SeenFrames {
  /** From one animation frame to the next. */
  readonly intervals: readonly number[];
  /** Longest time with no row at all at some of the looked-at places. */
  readonly longestBlank: number;
  /** Longest time without the facts of some row there, blank or as a placeholder. */
  readonly longestWithoutFacts: number;
}

/** Heights in the table at which rows are looked for, as parts of it; far enough right to meet the row's name. */
const looks = [0.12, 0.5, 0.95];
const lookRight = 150;

function pointsOf(scroller: HTMLElement): readonly (readonly [number, number])[] {
  const box = scroller.getBoundingClientRect();
  return looks.map((part) => [box.left + lookRight, box.top + box.height * part]);
}

/** The cell at a point; a line between two rows belongs to the row above it. */
function cellAt(x: number, y: number): Element | null {
  const cells = 'tbody td, [role="gridcell"]';
  const at = (down: number): Element | null => document.elementFromPoint(x, y + down)?.closest(cells) ?? null;
  return at(0) ?? at(-2);
}

function look(points: readonly (readonly [number, number])[]): Sight {
  let sight: Sight = 'rows';
  for (const [x, y] of points) {
    const cell = cellAt(x, y);
    if (cell === null || cell.childElementCount + cell.textContent.length === 0) return 'nothing';
    if (cell.textContent === '') sight = 'placeholders';
  }
  return sight;
}

/** The longest time for which something went on without a break; told frame by frame. */
function createStretch(): { see(goesOn: boolean, at: number): void; longest(): number } {
  let since: number | null = null;
  let longest = 0;
  return {
    see(goesOn, at) {
      if (since !== null) longest = Math.max(longest, at - since);
      if (!goesOn) since = null;
      else since ??= at;
    },
    longest: () => longest,
  };
}

/**
 * Scrolls by so many pixels each frame. A step is taken after a frame was drawn, so that the next one tells the table
 * of it before it draws, as when the compositor scrolls. What is drawn is looked at after the table's own work of that
 * frame, where the browser would work the layout out anyway.
 */
export function scrollFrames(scroller: HTMLElement, steps: readonly number[]): Promise<SeenFrames> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const points = pointsOf(scroller);
    const intervals: number[] = [];
    const blank = createStretch();
    const withoutFacts = createStretch();
    let position = scroller.scrollTop;
    let taken = 0;
    let before: number | null = null;

    port1.addEventListener('message', () => {
      position += steps[taken] ?? 0;
      taken += 1;
      scroller.scrollTop = position;
    });
    port1.start();
    // The table has its listener already, so this callback comes after the table's.
    const onScroll = (): void => {
      requestAnimationFrame((time) => {
        const sight = look(points);
        blank.see(sight === 'nothing', time);
        withoutFacts.see(sight !== 'rows', time);
      });
    };
    scroller.addEventListener('scroll', onScroll);
    const onFrame = (time: number): void => {
      if (before !== null) intervals.push(time - before);
      before = time;
      if (taken < steps.length) {
        port2.postMessage(null);
        requestAnimationFrame(onFrame);
        return;
      }
      port1.close();
      scroller.removeEventListener('scroll', onScroll);
      resolve({
        intervals,
        longestBlank: blank.longest(),
        longestWithoutFacts: withoutFacts.longest(),
      });
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
