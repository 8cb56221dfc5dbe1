import type { ViewName } from '../../../src-shared/views/view-query.ts';
import type { Column } from './column.ts';
import type { WholeCounts } from './whole-counts.ts';

/** One view's rows in memory, column by column. Rows that are gone stay in place, marked. */
export interface ViewTable {
  readonly view: ViewName;
  /** Rows, the gone ones included. */
  readonly length: number;
  /** Rows that are there. */
  readonly alive: number;
  isAlive(row: number): boolean;
  /** One byte a row, 1 where it is there (may be longer than the rows); null when all are. */
  aliveBytes(): Uint8Array | null;
  readonly columns: ReadonlyMap<string, Column>;
  /** How often each text occurs in all rows that are there. */
  readonly wholeCounts: WholeCounts;
  /** Brings columns that hang on more than the table up to date, and with them `version`; called before it is read. */
  settle?(): void;
  idAt(row: number): string;
  /** What orders equal rows: the place of each row's id, from 0 to `highest`. */
  idRanks(): { readonly ranks: Int32Array | Float64Array; readonly highest: number };
  /** Calls back at least once for each row that the search text matches; gone rows may be among them. */
  search(text: string, found: (row: number) => void): void;
  /** The order without a sort. */
  readonly ownOrder: string;
  /** Rises with every change of rows, so that what was worked out before is not used again. */
  readonly version: number;
}
