import type { LongRow, RisingRows } from './rising-rows.ts';

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
  /** The table's columns, its key first. */
  readonly columns: readonly string[];
  /** Brings them into their table, which is empty, in a closed file; `root` is its first page. */
  place(path: string, root: number): void;
  /** Rows that have to be put in one by one after that. */
  long(): readonly LongRow[];
  /** Gives up what was not placed. */
  discard(): void;
}

/** Rows that are numbered as they come, as {@link RowsApart}. */
export function apartIn(table: string, columns: readonly string[], rows: RisingRows): RowsApart {
  return {
    table,
    columns,
    place: (path, root) => rows.place(path, root),
    long: () => rows.long(),
    discard: () => rows.discard(),
  };
}

/** What only the writer knows of facts whose rows are {@link RowsApart}. */
export interface FactsApart {
  /** How many different ones there are. */
  distinct(): number;
  /** By what they are known again, each once. */
  keys(): Iterable<string | number>;
  clear(): void;
}

/** Writes the rows of one kind. */
export interface FactWriter {
  /** Writes a page without parsing it whole, where it can; null, and nothing written, where it cannot. */
  writePage?(bytes: Uint8Array, member: string | null, page: number): WrittenPage | null;
  /** One fact as sent, and where it lies. */
  write(raw: unknown, page: number, slot: number): Written;
  /** Brings what is waiting into the tables, but for {@link apart}. */
  flush(): void;
  readonly apart?: readonly RowsApart[];
  readonly facts?: FactsApart;
}
