import type { Conflict, Edit } from '../../../../src-shared/domain/change.ts';
import type { ServiceAccount } from '../../../../src-shared/wire/service-account-wire.ts';
import type { User } from '../../../../src-shared/domain/user.ts';
import { objectOf } from '../edit-words.ts';
import { conflictEnding, type Ending } from '../outcome.ts';

/** What was made without its reply, as read back. */
export type MadeUnseen =
  | { readonly user: User; readonly raw: unknown }
  | { readonly account: ServiceAccount; readonly raw: unknown };

/** Accounts that are made with their roles are those of 2.13, which cannot give another password (tenant-api §4). */
const endsThere = (edit: Edit): boolean => edit.kind === 'user.create' && edit.access !== undefined;

function words(edit: Edit): string {
  switch (edit.kind) {
    case 'user.create':
      return endsThere(edit)
        ? `${edit.email} was created, but nobody knows whether with the password made here: the reply was lost, and this version issues no other. Delete the user and make it again.`
        : `${edit.email} was created, but the reply with its temporary password was lost.`;
    case 'service-account.create':
      return `The service account ${edit.name} was created, but the reply with its secret was lost.`;
    case 'user.reset-password':
      return `The reply with the new password of ${edit.email} was lost. The old one may not work any more.`;
    default:
      return `The reply with the new secret of ${objectOf(edit)} was lost. The old one may not work any more.`;
  }
}

/**
 * The only copy of a secret was in a reply that never came. Nothing issues another one by itself (I18); `made` is what a
 * create left behind.
 */
export function passwordNotReceived(edit: Edit, made: MadeUnseen | null): Ending {
  const fields: Conflict['fields'] = [];
  const tell = (field: string, theirs: string): void =>
    void fields.push({ field, base: null, mine: null, theirs, clash: false });
  if (made !== null && 'account' in made) tell('clientId', made.account.clientId);
  const createdBy = made === null ? '' : 'user' in made ? made.user.createdBy : made.account.createdBy;
  if (createdBy !== '') tell('createdBy', createdBy);
  return conflictEnding(
    'password-not-received',
    {
      kind: 'password-not-received',
      message: words(edit),
      fields,
      choices: endsThere(edit) ? ['take-theirs'] : ['issue-new', 'take-theirs'],
      existingId: made === null ? null : 'user' in made ? made.user.id : made.account.id,
    },
    {
      journal: 'unknown',
      learned:
        made === null ? null : 'user' in made ? { users: [made.raw] } : { serviceAccounts: [made.raw] },
    },
  );
}
