import type { BookRow, LedgerBook } from './ledger-book.ts';
import type { Verdict } from './violation.ts';

/** The set as which a set was first saved, however often it was brought back. */
const stemOf = ({ groupId }: Pick<BookRow, 'groupId'>): string => groupId.replace(/~\d+$/, '');

/**
 * I2, right after a commit: what made way for something else does not come back beside that. Nobody ever wished both. A new row
 * of a set says that it is an earlier one once more.
 */
export function checkBeside(verdict: Verdict, row: BookRow, book: Pick<LedgerBook, 'rows' | 'keyOf'>): void {
  for (const former of book.rows.values()) {
    const way = former.result?.how === 'replaced' ? former.result.madeWay : undefined;
    if (former.state !== 'cancelled' || way === undefined || stemOf(former) !== stemOf(row)) continue;
    const there = way.for.find(
      (id) => id !== row.id && (book.rows.get(id)?.state ?? 'cancelled') !== 'cancelled',
    );
    if (there === undefined || book.keyOf(former.edit) !== book.keyOf(row.edit)) continue;
    verdict.fail('I2', `${row.edit.kind} ${row.id} came back beside ${there}, for which it had made way`);
  }
}
