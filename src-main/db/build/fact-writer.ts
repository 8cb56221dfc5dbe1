/** What became of a fact: stored, rejected as outside the contract, or left out because the tenant calls it deleted. */
export type Written = 'stored' | 'rejected' | 'deleted';

/** Writes the rows of one kind. */
export interface FactWriter {
  /** One fact as sent, and where it lies. */
  write(raw: unknown, page: number, slot: number): Written;
  /** Brings what is waiting into the table. */
  flush(): void;
}
