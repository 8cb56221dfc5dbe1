import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import { checkPasswordReset } from '../../../src-shared/rules/credential-rules.ts';
import type { UserTarget } from '../../ui/slots.tsx';
import type { UserActionId } from './action-words.ts';

/** Passwords that one run resets; the tray and a hand-over hold as many. */
const mostAtOnce = 1000;

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
    return users.length === 1
      ? 'This user is not at the tenant yet. The password is made with the account.'
      : 'Some of these users are not at the tenant yet. Their passwords are made with their accounts.';
  if (made && action === 'sign-out') return 'This user is not at the tenant yet, so no session is open.';
  if (action === 'reset-password') {
    if (users.length > mostAtOnce) return `At most ${mostAtOnce} passwords are reset at once.`;
    const problems = users.map((user) => checkPasswordReset(user)[0]?.message ?? null);
    if (users.length === 1) return problems[0] ?? null;
    return problems.includes(null) ? null : 'None of these users has a password to reset.';
  }
  return null;
}
