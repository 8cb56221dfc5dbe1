import { z } from 'zod';
import type { PasswordView } from '../../../src-shared/ipc/user-facts-contract.ts';
import { readPassword } from '../../../src-shared/rules/password-rules.ts';
import { parseGuarded } from '../../../src-shared/wire/parse-guarded.ts';
import type { EditRoom } from '../edits/edit-room.ts';

/** Ended changes that are looked through, newest first. */
const endedLookedAt = 1000;

const rawSchema = z.object({ needToChangePassword: z.boolean().nullish().catch(null) });

/** What a user of 2.13 says of its password beside what all versions say; null for others. */
function mustChangeOf(raw: string | null): boolean | null {
  if (raw === null) return null;
  return rawSchema.safeParse(parseGuarded(raw, 'a user')).data?.needToChangePassword ?? null;
}

/** When this account last issued a new password for a user from here; what others issued is not known. */
function lastReset(outbox: EditRoom['outbox'], id: string): string | null {
  const done = outbox
    .ended(endedLookedAt)
    .find(({ state, edit }) => state === 'done' && edit.kind === 'user.reset-password' && edit.userId === id);
  return done?.updatedAt ?? null;
}

/** users.password: whether the temporary password of a user was changed, from what the tenant has told (V31). */
export async function readPasswordOf(
  { mirror, outbox }: Pick<EditRoom, 'mirror' | 'outbox'>,
  id: string,
  now: number,
): Promise<PasswordView> {
  const [users, record] = await Promise.all([mirror.users([id]), mirror.record('users', id)]);
  const [user] = users;
  if (user === undefined) {
    return {
      state: 'unknown',
      since: null,
      words: 'There is no account yet, and so no password.',
      findings: [],
    };
  }
  const { state, since, words, findings } = readPassword(
    { ...user, mustChange: mustChangeOf(record?.raw ?? null), resetAt: lastReset(outbox, id) },
    now,
  );
  return { state, since, words, findings: [...findings] };
}
