import type { EncodedRows } from './encoded-rows.ts';

/** What became of a fact: stored, rejected as outside the contract, or left out because the tenant calls it deleted. */
export type Written = 'stored' | 'rejected' | 'deleted';

/** What became of a page's rows, in numbers. */
export interface WrittenPage {
  readonly rows: number;
  readonly rejected: number;
  readonly deleted: number;
}

/** Rows that are kept out of the database until it is closed, because putting them in one by one costs too much. */
export interface RowsApart {
  readonly table: string;
  readonly rows: EncodedRows;
}

/** Writes the rows of one kind. */
export interface FactWriter {
  /** Writes a page without parsing it whole, where it can; null, and nothing written, where it cannot. */
  writePage?(bytes: Uint8Array, member: string | null, page: number): WrittenPage | null;
  /** One fact as sent, and where it lies. */
  write(raw: unknown, page: number, slot: number): Written;
  /** Brings what is waiting into the table, but for {@link apart}. */
  flush(): void;
  readonly apart?: RowsApart;
}
