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

/** What is said of something that is there and may be somebody else's. */
function unclearWords(edit: Edit): string {
  const thing = edit.kind === 'service-account.create' ? `The service account ${edit.name}` : objectOf(edit);
  const secret = edit.kind === 'service-account.create' ? 'secret' : 'password';
  return `${thing} is there, and the reply that would have said whether it was made here was lost. It could be somebody else’s: a new ${secret} would lock them out.`;
}

/**
 * The only copy of a secret was in a reply that never came. Nothing issues another one by itself (I18); `made` is what a
 * create left behind, `unclear` where it could be somebody else's as well: then what it says of its origin is shown.
 */
export function passwordNotReceived(
  edit: Edit,
  made: MadeUnseen | null,
  maker: 'us' | 'unclear' = 'us',
): Ending {
  const fields: Conflict['fields'] = [];
  const tell = (field: string, theirs: string): void =>
    void fields.push({ field, base: null, mine: null, theirs, clash: false });
  if (made !== null && 'account' in made) tell('clientId', made.account.clientId);
  const thing = made === null ? null : 'user' in made ? made.user : made.account;
  if (thing !== null && thing.createdBy !== '') tell('createdBy', thing.createdBy);
  if (maker === 'unclear') tell('createdAt', thing?.createdAt ?? 'unknown');
  return conflictEnding(
    'password-not-received',
    {
      kind: 'password-not-received',
      message: maker === 'unclear' ? unclearWords(edit) : words(edit),
      fields,
      choices: endsThere(edit) ? ['take-theirs'] : ['issue-new', 'take-theirs'],
      existingId: thing?.id ?? null,
    },
    {
      journal: 'unknown',
      learned:
        made === null ? null : 'user' in made ? { users: [made.raw] } : { serviceAccounts: [made.raw] },
    },
  );
}
