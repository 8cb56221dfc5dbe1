/** The tables that are compared. */
export type TableName = 'rolebook' | 'ag-grid' | 'mantine';

/** How a table is scrolled. */
export interface ScrollPlan {
  /** Frames at the steady speed that do not count. */
  readonly warmUp: number;
  readonly steady: number;
  readonly flung: number;
  /** Pixels a frame while steady. */
  readonly speed: number;
  /** Pixels of the first flung frame. */
  readonly flingSpeed: number;
  /** What is left of the speed after each flung frame, as a part of one. */
  readonly flingDecay: number;
}

/** What came of it; times in milliseconds. */
export interface ScrollFigures {
  readonly firstRows: number;
  /** Where the scroll ended, in pixels: the same for all tables, or something stood still. */
  readonly scrolledTo: number;
  /** Steps that were taken, each in a frame of its own. */
  readonly frames: number;
  readonly droppedSteady: number;
  readonly droppedFlung: number;
  readonly intervals: readonly number[];
  readonly longestBlank: number;
  readonly longestWithoutFacts: number;
}

declare global {
  interface Window {
    /** The garbage collector, switched on by a flag of Chromium's. */
    gc?: () => void;
    idleFrames: (count: number) => Promise<readonly number[]>;
    measureTable: (name: TableName, plan: ScrollPlan) => Promise<ScrollFigures>;
  }
}
