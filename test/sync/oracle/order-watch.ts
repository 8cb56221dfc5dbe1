import type { BookRow } from './ledger-book.ts';
import type { Verdict } from './violation.ts';

/** What of a change says where it stands. */
export type Placed = Pick<BookRow, 'id' | 'place' | 'state' | 'since' | 'dependsOn' | 'edit'>;

/** The changes of a ledger, by id. */
export interface PlacedBook {
  readonly rows: ReadonlyMap<string, Placed>;
  /** Whether two of them are about the same thing. */
  touchesSame(one: Placed, other: Placed): boolean;
}

/** Looks at the order in which one thing is changed (I6). */
export interface OrderWatch {
  /** A change goes on the wire. */
  begins(row: Placed, book: PlacedBook): void;
  /** What it asked for was done. */
  tookEffect(row: Placed, book: PlacedBook): void;
}

const waiting: ReadonlySet<Placed['state']> = new Set(['pending', 'sending', 'unknown']);

/** Watches the changes of all ledgers; ids are never given twice. */
export function createOrderWatch(verdict: Verdict): OrderWatch {
  /** Which stood before each when it was put on the wire: what the user moves there later cannot overtake it any more. */
  const before = new Map<string, ReadonlySet<string>>();
  return {
    begins(row, { rows }) {
      const those = [...rows.values()].filter(({ state, place }) => waiting.has(state) && place < row.place);
      before.set(row.id, new Set(those.map(({ id }) => id)));
    },
    tookEffect(row, book) {
      for (const id of before.get(row.id) ?? []) {
        const other = book.rows.get(id);
        if (other === undefined || !waiting.has(other.state)) continue;
        if (other.place >= row.place || other.since >= row.since || other.dependsOn.includes(row.id))
          continue;
        if (book.touchesSame(other, row))
          verdict.fail(
            'I6',
            `${row.edit.kind} ${row.id} took effect before ${other.edit.kind} ${id}, which is ${other.state}`,
          );
      }
    },
  };
}
