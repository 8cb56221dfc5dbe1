import type { UserOutcome } from '../../../src-shared/ipc/users-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { recorded } from '../journal.ts';
import { refuseUnlessAcceptable } from './refuse.ts';
import { eachUser, onlineTenant, type UserStep, type UsersServiceDeps } from './user-act.ts';

/** users.signOutEverywhere: ends all sessions of each user. Doing it twice is harmless. */
export async function signOutUsers(deps: UsersServiceDeps, ids: readonly string[]): Promise<UserOutcome[]> {
  const { client, mirror, abilities } = await onlineTenant(deps);
  refuseUnlessAcceptable(checkActor(abilities, ['sign-out-user']), []);
  const wanted = [...new Set(ids)];
  const users = await mirror.users(wanted);
  const known = new Map(users.map((user) => [user.id, user.email]));
  const named = wanted.map((id) => ({ id, email: known.get(id) ?? '' }));
  return await eachUser(named, async (user): Promise<UserStep> => {
    await recorded(deps, {
      verb: 'user.sign-out',
      object: user.email === '' ? user.id : user.email,
      detail: { userId: user.id },
      run: () => client.signOutUser(user.id),
    });
    return { outcome: 'done', error: null };
  });
}
