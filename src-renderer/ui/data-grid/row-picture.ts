import type { GridColumn } from './grid-column.ts';
import type { GridPlace } from './grid-keys.ts';
import type { ScrollScale } from './scroll-scale.ts';
import type { Selection } from './selection.ts';

/** Everything the rows show besides their facts and the scroll position. Replaced, never changed. */
export interface RowPicture {
  readonly gridId: string;
  readonly columns: readonly GridColumn[];
  /** Rows that match. */
  readonly rows: number;
  readonly rowHeight: number;
  /** Height in which rows are seen, below the header, in pixels. */
  readonly height: number;
  /** Width of the grid without its scroll bar. */
  readonly width: number;
  readonly scale: ScrollScale;
  /** Null where rows cannot be selected. */
  readonly selection: Selection | null;
  readonly openId: string | null;
  readonly active: GridPlace;
  /** Whether the keyboard's place is shown. */
  readonly focused: boolean;
  readonly now: number;
}

/** Whether all, some or none of the rows on screen are selected. */
export type Boxes = 'all' | 'some' | 'none';
