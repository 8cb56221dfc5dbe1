import { ruleWords } from '../../../src-shared/changes/base-fields.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { ServiceAccountTarget } from '../../../src-shared/rules/service-account-rules.ts';
import type { ServiceAccount } from '../../../src-shared/wire/service-account-wire.ts';
import type { EditRoom } from '../edits/edit-room.ts';

/** These service accounts as they will be, those made here too. Throws `not-found` when there is none. */
export async function readAccounts(
  { mirror }: Pick<EditRoom, 'mirror'>,
  ids: readonly string[],
): Promise<readonly ServiceAccount[]> {
  const found = await mirror.serviceAccounts([...new Set(ids)]);
  if (found.length > 0) return found;
  throw new RolebookError({
    kind: 'not-found',
    origin: 'main',
    reason: 'service-account-unknown',
    message: 'There is no such service account in the mirror.',
    hint: 'Sync, then look for it again.',
  });
}

/** Names that are taken, by the mirror and by what waits here. */
export async function takenNames({ mirror }: Pick<EditRoom, 'mirror'>): Promise<string[]> {
  return (await mirror.serviceAccounts(null)).map((account) => account.name);
}

/** An account with what its rules say; they may name it by client id, name or id (tenant-api §5, question 2). */
export async function targetOf(
  { mirror }: Pick<EditRoom, 'mirror'>,
  account: ServiceAccount,
): Promise<ServiceAccountTarget> {
  const names = [...new Set([account.clientId, account.name, account.id])];
  const found = await Promise.all(
    names.flatMap((id) => (['service-account', 'app'] as const).map((type) => mirror.rulesOf({ type, id }))),
  );
  const rules = new Map(found.flat().map((rule) => [rule.id, ruleWords(rule)]));
  const { name, clientId, lastLogin } = account;
  return { name, clientId, lastLogin, rules: [...rules.values()] };
}
