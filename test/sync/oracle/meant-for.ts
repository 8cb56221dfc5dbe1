import type { BookRow } from './ledger-book.ts';

/** So long before it is sent, whom a rule goes to may have been looked at last: a slow tenant, and a sender that made the account itself a moment ago. */
const mayLookBefore = 3 * 60_000;

/** A row of the ledger, as far as whom it is meant for depends on it. */
type Meant = Pick<BookRow, 'edit' | 'base' | 'waived' | 'dependsOn' | 'state' | 'result' | 'since'>;

/**
 * Why a rule that takes effect went to somebody else than it was meant for (V28): the e-mail is that of another account than the
 * one that the user saw, or that was made for it here, and has been for long enough to be seen. Null where it did not. `there` is
 * the account that has the e-mail, `sentAt` when the rule was put on the wire.
 */
export function goesToAnother(
  { edit, base, waived, dependsOn }: Meant,
  rows: ReadonlyMap<string, Meant>,
  there: { readonly id: string; readonly createdAt: number | null } | null,
  sentAt: number,
): string | null {
  if (edit.kind !== 'rule.create' || edit.subject.type !== 'user' || waived || there === null) return null;
  const made = dependsOn
    .map((id) => rows.get(id))
    .find(
      (row) =>
        row?.edit.kind === 'user.create' && row.edit.email.toLowerCase() === edit.subject.id.toLowerCase(),
    );
  const known = base?.fields['userId'] ?? (made?.state === 'done' ? made.result?.serverId : null) ?? null;
  if (known === null || known === there.id || there.createdAt === null) return null;
  if (sentAt - there.createdAt < mayLookBefore) return null;
  if (made !== undefined && sentAt - made.since < mayLookBefore) return null;
  return `a rule of ${edit.subject.id} was meant for the account ${String(known)} and went to ${there.id}`;
}
