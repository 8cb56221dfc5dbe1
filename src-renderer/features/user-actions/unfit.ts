import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import { checkPasswordReset } from '../../../src-shared/rules/credential-rules.ts';
import type { UserTarget } from '../../ui/slots.tsx';
import type { UserActionId } from './action-words.ts';

/** Why these users are not fit for the act; null when they are. */
export function unfit(action: UserActionId, users: readonly UserTarget[]): string | null {
  const [first] = users;
  if (first === undefined) return 'Select a user first.';
  const going = users.filter(({ pending }) => pending === 'removed');
  if (going.length === users.length && action !== 'sign-out')
    return users.length === 1
      ? 'This user is to be deleted. Take that back under Changes first.'
      : 'These users are to be deleted. Take that back under Changes first.';
  const made = users.some(({ id }) => changeOfLocalId(id) !== null);
  if (made && action === 'reset-password')
    return 'This user is not at the tenant yet. The password is made with the account.';
  if (made && action === 'sign-out') return 'This user is not at the tenant yet, so no session is open.';
  if (action === 'reset-password') {
    if (users.length > 1)
      return 'Passwords are reset one by one, so that each is handed over. Select one user.';
    return checkPasswordReset(first)[0]?.message ?? null;
  }
  return null;
}
