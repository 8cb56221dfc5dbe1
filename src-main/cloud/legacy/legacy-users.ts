import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import { whyLacking } from '../../../src-shared/profiles/product-features.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { editCall } from '../edit-call.ts';
import { requestOf } from '../edit-request.ts';
import { goneOrDone } from '../gone.ts';
import { readReply } from '../reply-json.ts';
import type { TenantClient } from '../tenant-client.ts';
import { afterSuccess } from '../user-calls.ts';
import { accessOfGrants } from './access-of-grants.ts';
import type { HeldAccess } from './held-access.ts';
import { userWire } from './holder.ts';
import type { LegacyCalls } from './legacy-calls.ts';
import { legacyCreatedSchema, type LegacyUser } from './legacy-wire.ts';
import { makePassword } from './make-password.ts';

type UserCalls = Pick<
  TenantClient,
  'createUser' | 'readUser' | 'findUser' | 'deleteUser' | 'resetPassword' | 'signOutUser'
>;

const lacking = (message: string): RolebookError =>
  new RolebookError({
    kind: 'unavailable',
    origin: 'cloud',
    reason: 'version-lacks-it',
    message,
  });

/**
 * The user half of a client of 2.13: the client makes the password, and roles and clusters go with the user (tenant-api
 * §4). `madeWith` is told what a new user was given.
 */
export function createLegacyUsers(
  calls: LegacyCalls,
  dialect: Dialect,
  random: Pick<Random, 'below'>,
  madeWith: (email: string, access: HeldAccess) => void,
): UserCalls {
  async function byEmail(email: string): Promise<LegacyUser | null> {
    const wanted = foldEmail(email);
    return (await calls.users()).find((user) => foldEmail(user.email) === wanted) ?? null;
  }

  /** No 409 is published for this call (tenant-api §4): a refused request may be about the e-mail. */
  async function explained(email: string, error: unknown): Promise<unknown> {
    if (!(error instanceof RolebookError) || ![400, 409, 422].includes(error.body.status ?? 0)) return error;
    const there = await byEmail(email).catch(() => null);
    if (there === null) return error;
    return new RolebookError(
      {
        ...error.body,
        kind: 'conflict',
        reason: 'email-taken',
        message: 'The tenant already has a user with this e-mail.',
        hint: 'Sync, then open that user to give it roles.',
      },
      { cause: error },
    );
  }

  return {
    async createUser(input, op) {
      const access = accessOfGrants(input.access ?? []);
      if (access.roles.length === 0) {
        throw new RolebookError({
          kind: 'input',
          origin: 'cloud',
          reason: 'role-needed',
          message: 'On this version a user needs at least one role.',
          hint: 'Choose a role and save again.',
        });
      }
      const temporaryPassword = makePassword(random);
      const request = requestOf({ kind: 'user.create', ...input }, dialect);
      const reply = await calls
        .send({
          ...editCall({ ...request, body: { ...request.body, password: temporaryPassword } }, op),
          expect: { statuses: [200, 201], body: 'json' },
          repeat: 'secret',
        })
        .catch(async (error: unknown) => {
          throw await explained(input.email, error);
        });
      const id =
        afterSuccess(reply, () => readReply(legacyCreatedSchema, reply, 'a new user').userId) ||
        (await byEmail(input.email))?.userId;
      madeWith(input.email, access);
      if (id === undefined || id === null) throw lacking('The tenant made the user but does not show it.');
      return { id, email: input.email, temporaryPassword };
    },

    async readUser(id) {
      const user = await calls.user(id);
      return user === null ? null : userWire(user);
    },

    async findUser(email) {
      const user = await byEmail(email);
      return user === null ? null : { id: user.userId, email: user.email, raw: userWire(user) };
    },

    deleteUser: (id, op) =>
      goneOrDone(
        calls.send({
          ...editCall(requestOf({ kind: 'user.delete', userId: id }, dialect), op),
          expect: { statuses: [200, 202, 204], body: 'nothing' },
          repeat: 'once',
        }),
      ),

    resetPassword: () => Promise.reject(lacking(whyLacking('passwordReset', dialect.line) ?? '')),
    signOutUser: () => Promise.reject(lacking(whyLacking('signOutUser', dialect.line) ?? '')),
  };
}
