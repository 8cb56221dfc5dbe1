import { z } from 'zod';
import type { CredentialKind } from '../../../src-shared/domain/credential.ts';
import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import { whyLacking } from '../../../src-shared/profiles/product-features.ts';
import { parseGuarded } from '../../../src-shared/wire/parse-guarded.ts';
import type { Mirror } from '../../db/mirror.ts';
import { type CredentialEvents, userKey } from './credential-events.ts';

/** Whose a credential is, as far as the mirror tells. */
export interface Subject {
  readonly kind: CredentialKind;
  /** E-mail, name of the service account, or title of the access key. */
  readonly name: string;
  /** The tenant's id; null where it is not in the mirror. */
  readonly id: string | null;
  readonly lastSignIn: string | null;
  readonly mustChange: boolean | null;
}

/** What the mirror says of everybody whose credential is asked about. */
export interface Subjects {
  of(account: string): Subject;
  readonly signInsTold: boolean;
  /** When the mirror was last complete. */
  readonly asOf: string | null;
}

const rawSchema = z.object({ needToChangePassword: z.boolean().nullish().catch(null) });

/** Reads them from the mirror: all users in one question, and what 2.13 alone says of passwords one by one. */
export async function readSubjects(
  mirror: Pick<Mirror, 'info' | 'users' | 'usersLike' | 'serviceAccounts' | 'record'>,
  productLine: ProductLine | null,
  accounts: readonly string[],
  events: CredentialEvents,
): Promise<Subjects> {
  const [{ asOf }, machines] = await Promise.all([mirror.info(), mirror.serviceAccounts(null)]);
  // Marks name service accounts by their name, hand-overs by what they sign in with.
  const machineOf = new Map([
    ...machines.map((machine) => [machine.name, machine] as const),
    ...machines.map((machine) => [machine.clientId, machine] as const),
  ]);
  const people = [...new Set(accounts)].filter(
    (account) => !machineOf.has(account) && !events.ofKey.has(account),
  );
  const known = people.map((account) => ({ account, events: events.ofUser.get(userKey(account)) ?? [] }));
  const ids = known.flatMap((one) => one.events.find(({ subjectId }) => subjectId !== null)?.subjectId ?? []);
  const users = new Map((await mirror.users(ids)).map((user) => [userKey(user.email), user]));
  // Rows of an earlier life, or of another computer, name no id here: the e-mail has to do.
  for (const { account } of known.filter((one) => one.events.length === 0 && one.account.includes('@'))) {
    const same = (await mirror.usersLike(account)).find(({ likeness }) => likeness === 'same');
    if (same !== undefined) users.set(userKey(account), same.user);
  }
  const signInsTold = productLine === null || whyLacking('signInTimes', productLine) === null;
  const mustChange = new Map<string, boolean>();
  if (productLine === '2.13') {
    for (const { id } of users.values()) {
      const raw = (await mirror.record('users', id))?.raw ?? null;
      const said =
        raw === null ? null : rawSchema.safeParse(parseGuarded(raw, 'a user')).data?.needToChangePassword;
      if (typeof said === 'boolean') mustChange.set(id, said);
    }
  }
  return {
    signInsTold,
    asOf,
    of: (account) => {
      // Keys are in no mirror: what the journal says of them is all that is known here.
      const key = events.ofKey.get(account)?.[0];
      if (key !== undefined) {
        const { subjectId: id, title: name } = key;
        return { kind: 'access-key', name, id, lastSignIn: null, mustChange: null };
      }
      const machine = machineOf.get(account);
      if (machine !== undefined) {
        const { id, name, lastLogin } = machine;
        return { kind: 'client-secret', name, id, lastSignIn: lastLogin, mustChange: null };
      }
      const user = users.get(userKey(account));
      const isUser = account.includes('@') || events.ofUser.has(userKey(account));
      return {
        kind: isUser ? 'temporary-password' : 'client-secret',
        name: account,
        id: user?.id ?? null,
        lastSignIn: user?.lastLogin ?? null,
        mustChange: user === undefined ? null : (mustChange.get(user.id) ?? null),
      };
    },
  };
}
