import type { BookRow, LedgerBook } from './ledger-book.ts';
import { stemOf } from './stem-of.ts';
import type { Verdict } from './violation.ts';

/** As which a change was known before it came back; undefined for one that did not. */
function formerOf(row: BookRow, { rows }: Pick<LedgerBook, 'rows'>): BookRow | undefined {
  const times = Number(/~(\d+)$/.exec(row.id)?.[1] ?? 1);
  return times === 1 ? undefined : rows.get(stemOf(row.id) + (times > 2 ? `~${times - 1}` : ''));
}

/** How a change that the user asked to have back may stand, by how it stood when it was taken back. */
const mayStand: Readonly<Record<BookRow['state'], readonly BookRow['state'][]>> = {
  pending: ['pending'],
  sending: [],
  unknown: ['unknown'],
  conflict: ['conflict'],
  // What held it up may be out of the way.
  blocked: ['blocked', 'pending'],
  rejected: ['rejected'],
  done: [],
  cancelled: [],
};

/**
 * Right after the commit in which a change came back because the user asked for it: it stands as it stood. What may be at the
 * tenant already is not sent as if it were new (I2), nor is what issues a secret (I18). Answers whether it came back so.
 */
export function checkCameBack(
  verdict: Verdict,
  row: BookRow,
  book: Pick<LedgerBook, 'rows' | 'isAsked'>,
): boolean {
  const former = formerOf(row, book);
  if (former === undefined || !book.isAsked(former.id)) return false;
  const what = `${row.edit.kind} ${row.id} was brought back`;
  if (former.was === null) verdict.fail('I14', `${what}, and it had not been taken back`);
  else if (!mayStand[former.was].includes(row.state))
    verdict.fail('I2', `${what} as ${row.state}, and was ${former.was} when it was taken back`);
  return true;
}
