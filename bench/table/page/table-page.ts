import type { SeenFrames } from './scroll-frames.ts';

/** The tables that are compared. */
export type TableName = 'rolebook' | 'ag-grid' | 'mantine';

/** What came of one scroll; times in milliseconds. */
export interface ScrollFigures extends SeenFrames {
  /** Vsyncs for which no new frame came. */
  readonly dropped: number;
  /** Where the scroll ended, in pixels: the same for all tables, or something stood still. */
  readonly scrolledTo: number;
}

declare global {
  interface Window {
    /** The garbage collector, switched on by a flag of Chromium's. */
    gc?: () => void;
    /** Milliseconds between animation frames of a page that does nothing. */
    idleFrames: (count: number) => Promise<readonly number[]>;
    /** Puts a table on the page; the milliseconds until it shows rows. */
    mountTable: (name: TableName) => Promise<number>;
    /** Scrolls it by so many pixels each frame. */
    scrollTable: (steps: readonly number[]) => Promise<ScrollFigures>;
    unmountTable: () => Promise<void>;
  }
}
