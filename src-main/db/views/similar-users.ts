import { emailLikeness, foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { UsersTable } from './users-table.ts';

/**
 * Ids of users whose e-mail equals or resembles one (V02–V05), `same` first, then by e-mail; pre-authorised e-mails are
 * no users, and those to be removed none any more. Only e-mails that begin alike are looked at closely: a `+tag` and dots never change the first letter.
 */
export function similarUsers(
  users: UsersTable,
  email: string,
): { id: string; likeness: 'same' | 'similar' }[] {
  const wanted = foldEmail(email);
  const initial = wanted.replace(/^\.+/, '')[0];
  if (initial === undefined) return [];
  const found: { id: string; email: string; likeness: 'same' | 'similar' }[] = [];
  for (let row = 0; row < users.length; row += 1) {
    if (!users.emails.mayBegin(row, initial) || !users.isAlive(row) || users.isPreAuthorised(row)) continue;
    if (users.pending.isRemoved(row)) continue;
    const other = users.emails.get(row);
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
