import { Buffer, isAscii } from 'node:buffer';
import { emailLikeness, foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { UsersTable } from './users-table.ts';

/** How every e-mail begins that resembles a folded one, and whether it must have letters beyond ASCII. */
function stemOf(folded: string): { readonly stem: Uint8Array; readonly foreign: boolean } {
  const at = folded.lastIndexOf('@');
  const local = at < 0 ? folded : folded.slice(0, at);
  const plus = local.indexOf('+');
  // Neither dots nor a tag count (V04).
  const dotless = (plus > 0 ? local.slice(0, plus) : local).replaceAll('.', '') || (local === '' ? '@' : '');
  const [ascii = ''] = /^[\x21-\x7f]*/.exec(dotless) ?? [];
  return { stem: Buffer.from(ascii), foreign: !isAscii(Buffer.from(dotless)) };
}

/**
 * Ids of users whose e-mail equals or resembles one (V02–V05), `same` first, then by e-mail; pre-authorised e-mails are
 * no users, and those to be removed none any more. Only e-mails that begin alike are looked at closely.
 */
export function similarUsers(
  users: UsersTable,
  email: string,
): { id: string; likeness: 'same' | 'similar' }[] {
  const wanted = foldEmail(email);
  if (wanted.replaceAll('.', '') === '') return [];
  const { stem, foreign } = stemOf(wanted);
  const { emails } = users;
  const found: { id: string; email: string; likeness: 'same' | 'similar' }[] = [];
  for (let row = 0; row < users.length; row += 1) {
    if (!emails.mayBegin(row, stem) || (foreign && emails.isAscii(row))) continue;
    if (!users.isAlive(row) || users.isPreAuthorised(row) || users.pending.isRemoved(row)) continue;
    const other = emails.get(row);
    const likeness = emailLikeness(wanted, other);
    if (likeness !== 'different') found.push({ id: users.idAt(row), email: other, likeness });
  }
  return found
    .sort(
      (left, right) =>
        Number(left.likeness === 'similar') - Number(right.likeness === 'similar') ||
        (left.email < right.email ? -1 : 1),
    )
    .map(({ id, likeness }) => ({ id, likeness }));
}
