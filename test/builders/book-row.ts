import type { BookRow } from '../sync/oracle/ledger-book.ts';
import { aChange, untouched } from './changes.ts';

/** A change as a world remembers it, that waits and was never sent. */
export function bookRow(id: string, more: Partial<BookRow> = {}): BookRow {
  return {
    ...aChange(1),
    ...untouched,
    seq: 1,
    id,
    place: 1,
    keys: new Set(),
    sent: false,
    since: 0,
    again: 0,
    told: false,
    dropped: false,
    was: null,
    ...more,
  };
}
