import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import type { UserOutcome } from '../../../src-shared/ipc/users-contract.ts';
import { isWaiting, whyOf } from './change-ending.ts';
import { ofKind } from './edit-draft.ts';

type Ending = Pick<UserOutcome, 'outcome' | 'error'>;

/** How a deletion stands. What keeps one of its rules from going keeps the user, and is why. */
function endingOf(change: Change, find: (id: string) => Change | null): Ending {
  const parents = change.dependsOn.map(find).filter((parent) => parent !== null);
  const obstacle = parents.find((parent) => parent.state !== 'done' && !isWaiting(parent));
  switch (change.state) {
    case 'done':
      return { outcome: change.result?.how === 'already' ? 'already-gone' : 'done', error: null };
    case 'unknown':
      return { outcome: 'unknown', error: whyOf(change) };
    case 'cancelled':
      return { outcome: 'not-tried', error: null };
    case 'pending':
    case 'sending':
      if (obstacle === undefined) return { outcome: 'pending', error: whyOf(change) };
      return { outcome: 'failed', error: whyOf(obstacle) };
    default:
      return { outcome: 'failed', error: obstacle === undefined ? whyOf(change) : whyOf(obstacle) };
  }
}

/**
 * What became of each user that was to be deleted: those that were known first, then those the mirror did not have.
 * One that was only made here is gone with its change. Pure.
 */
export function userOutcomesOf(given: {
  readonly ids: readonly string[];
  readonly users: readonly Pick<User, 'id' | 'email'>[];
  /** Open before and made by the act, as they stand. */
  readonly changes: readonly Change[];
  find(id: string): Change | null;
}): UserOutcome[] {
  const deletions = ofKind(given.changes, 'user.delete');
  const known = new Set(given.users.map(({ id }) => id));
  const missing = [...new Set(given.ids)].filter((id) => !known.has(id)).map((id) => ({ id, email: '' }));
  return [...given.users, ...missing].map(({ id, email }): UserOutcome => {
    const change = deletions.findLast(({ edit }) => edit.userId === id);
    if (change !== undefined) return { id, email: change.edit.email, ...endingOf(change, given.find) };
    const outcome = known.has(id) && changeOfLocalId(id) !== null ? 'done' : 'already-gone';
    return { id, email, outcome, error: null };
  });
}
