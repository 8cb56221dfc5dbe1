import type { BookRow, LedgerBook } from './ledger-book.ts';
import { stemOf } from './stem-of.ts';
import type { Verdict } from './violation.ts';

type Book = Pick<LedgerBook, 'rows' | 'keyOf' | 'isAsked'>;

/** For what a row made way, where others were saved instead. */
const placesOf = ({ state, result }: BookRow): readonly string[] =>
  state === 'cancelled' && result?.how === 'replaced' ? (result.madeWay?.for ?? []) : [];

/** What took the place of a row, what took the place of that, and so on, with all as which any of them came back. */
export function lineOf(former: BookRow, { rows }: Pick<Book, 'rows'>): ReadonlySet<BookRow> {
  const line = new Set([former]);
  for (const one of line)
    for (const row of rows.values())
      if (placesOf(one).includes(row.id) || stemOf(row.id) === stemOf(one.id)) line.add(row);
  return line;
}

/**
 * I2, right after a commit: what made way for something else does not come back beside that, nor beside what took the place of
 * that in turn. Nobody ever wished both. Nor does it come back in its own set unless what took its place was undone: that was
 * dropped, and nobody wished anything instead; or unless the user asks for just that one back. A new row of a set says that it
 * is an earlier one once more.
 */
export function checkBeside(verdict: Verdict, row: BookRow, book: Book): void {
  for (const former of book.rows.values()) {
    if (former === row || placesOf(former).length === 0) continue;
    if (stemOf(former.groupId) !== stemOf(row.groupId)) continue;
    if (book.keyOf(former.edit) !== book.keyOf(row.edit)) continue;
    const line = [...lineOf(former, book)].filter((one) => one !== row);
    // What takes the place of another in the same set, and wishes the same anew, does not bring that back.
    if (line.some((one) => placesOf(one).includes(row.id))) continue;
    const there = line.find(({ state }) => state !== 'cancelled');
    if (there !== undefined)
      verdict.fail(
        'I2',
        `${row.edit.kind} ${row.id} came back beside ${there.id}, for which it had made way`,
      );
    const isUndone = line.some(
      ({ result }) => result?.how === 'undone' && result.madeWay?.for.includes(row.id) === true,
    );
    const isAsked = [...line, former].some(({ id }) => stemOf(id) === stemOf(row.id) && book.isAsked(id));
    if (former.groupId === row.groupId && !isUndone && !isAsked)
      verdict.fail('I2', `${row.edit.kind} ${row.id} came back for what was not undone`);
  }
}
