import { isSignedIn, type OwnAccount } from '../../../src-shared/rules/own-account-rules.ts';
import type { Mirror } from '../../db/mirror.ts';

/** What tells with which account Rolebook is signed in. */
export type OwnAccountFacts = Pick<Mirror, 'usersLike' | 'serviceAccounts'>;

/**
 * The service account by which Rolebook is signed in, null for a person. One that the mirror does not have, since it may not
 * see itself, has the one name that it signs in with.
 */
export async function readOwnAccount(mirror: OwnAccountFacts, actor: string): Promise<OwnAccount | null> {
  if (actor.includes('@')) return null;
  if ((await mirror.usersLike(actor)).some(({ likeness }) => likeness === 'same')) return null;
  const account = (await mirror.serviceAccounts(null)).find((one) => isSignedIn(one, actor));
  if (account === undefined) return { clientId: actor, name: actor, id: actor };
  const { clientId, name, id } = account;
  return { clientId, name, id };
}
