import type { Edit, ResolutionChoice } from '../../../../src-shared/domain/change.ts';
import type { Role } from '../../../../src-shared/domain/role.ts';
import type { User } from '../../../../src-shared/domain/user.ts';
import type { ServiceAccount } from '../../../../src-shared/wire/service-account-wire.ts';
import { conflictEnding, conflictField, type Ending } from '../outcome.ts';

const choices = (there: unknown): ResolutionChoice[] =>
  there === null ? ['edit', 'try-again', 'take-theirs'] : ['use-existing', 'edit', 'take-theirs'];

/** Somebody has the e-mail. `there` is who, as far as it could be read, with the fact as sent. */
export function emailTaken(
  email: string,
  there: { readonly user: User; readonly raw: unknown } | null,
): Ending {
  const user = there?.user ?? null;
  return conflictEnding(
    'email-taken',
    {
      kind: 'email-taken',
      message: `${email} is a user of this tenant already.`,
      fields:
        user === null
          ? []
          : [
              conflictField('email', email, user.email, true),
              conflictField('isLocal', true, user.isLocal, false),
              conflictField('createdBy', null, user.createdBy, false),
            ],
      choices: choices(user),
      existingId: user?.id ?? null,
    },
    { learned: there === null ? null : { users: [there.raw] } },
  );
}

/** A service account of that name is there. */
export function nameTaken(
  name: string,
  there: { readonly account: ServiceAccount; readonly raw: unknown } | null,
): Ending {
  const account = there?.account ?? null;
  return conflictEnding(
    'name-taken',
    {
      kind: 'name-taken',
      message: `There is a service account “${name}” already.`,
      fields:
        account === null
          ? []
          : [
              conflictField('name', name, account.name, true),
              conflictField('clientId', null, account.clientId, false),
              conflictField('createdBy', null, account.createdBy, false),
            ],
      choices: choices(account),
      existingId: account?.id ?? null,
    },
    { learned: there === null ? null : { serviceAccounts: [there.raw] } },
  );
}

/** A role of that name is there. A new role can be given up for it; one that is renamed needs another name. */
export function roleNameTaken(
  edit: Extract<Edit, { kind: 'role.create' | 'role.update' }>,
  there: { readonly role: Role; readonly raw: unknown } | null,
): Ending {
  const role = there?.role ?? null;
  return conflictEnding(
    'name-taken',
    {
      kind: 'name-taken',
      message: `There is a role “${edit.name}” already.`,
      fields:
        role === null
          ? []
          : [
              conflictField('name', edit.name, role.name, true),
              conflictField('description', edit.description, role.description, false),
              conflictField('createdBy', null, role.createdBy, false),
            ],
      choices: edit.kind === 'role.create' ? choices(role) : ['edit', 'try-again', 'take-theirs'],
      existingId: role === null || edit.kind === 'role.update' ? null : String(role.id),
    },
    { learned: there === null ? null : { roles: [there.raw] } },
  );
}
