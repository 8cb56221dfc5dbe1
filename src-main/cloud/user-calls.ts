import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { rowsOfPage } from '../../src-shared/wire/parse-guarded.ts';
import { userFromWire } from '../../src-shared/wire/user-wire.ts';
import type { Dialect } from './dialects/dialect.ts';
import { editCall } from './edit-call.ts';
import { requestOf } from './edit-request.ts';
import { goneOrDone, isGone } from './gone.ts';
import { type Http, PAGE_BYTES } from './http.ts';
import { outcomeUnknown } from './outcome-unknown.ts';
import { jsonOf, objectOf, readReply } from './reply-json.ts';
import { segment } from './request-url.ts';
import type { TenantClient } from './tenant-client.ts';
import type { TransportReply } from './transport.ts';
import { passwordIssuedSchema, userCreatedSchema } from './wire/created-wire.ts';

const users = '/api/v1/users';
const json200 = { statuses: [200], body: 'json' } as const;

type UserCalls = Pick<
  TenantClient,
  'createUser' | 'readUser' | 'findUser' | 'deleteUser' | 'resetPassword' | 'signOutUser'
>;

/** The user half of a {@link TenantClient} (tenant-api §3.3). */
export function createUserCalls(http: Http, dialect: Dialect): UserCalls {
  const list = async (query: Record<string, string | readonly string[]>): Promise<readonly unknown[]> => {
    const reply = await http.send({
      method: 'GET',
      path: users,
      query: { ...query, sortBy: 'username', limit: 500 },
      expect: json200,
      repeat: 'safe',
      authorised: true,
      maxBytes: PAGE_BYTES,
    });
    return rowsOfPage(jsonOf(reply, 'users'), null, 'users');
  };

  return {
    async createUser(input, op) {
      const reply = await http
        .send({
          ...editCall(requestOf({ kind: 'user.create', ...input }, dialect), op),
          expect: { statuses: [201, 200], body: 'json' },
          repeat: 'secret',
          authorised: true,
        })
        .catch((error: unknown) => {
          throw emailTaken(error);
        });
      return afterSuccess(reply, () => {
        const made = readReply(userCreatedSchema, reply, 'a new user');
        return { id: made.id, email: made.username, temporaryPassword: made.tempPassword ?? '' };
      });
    },

    async readUser(id) {
      try {
        const reply = await http.send({
          method: 'GET',
          path: `${users}/${segment(id)}`,
          expect: json200,
          repeat: 'safe',
          authorised: true,
        });
        return objectOf(reply, 'a user');
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    async findUser(email) {
      const wanted = email.toLowerCase();
      // Commas separate conditions and nobody says how to escape one (tenant-api §2), hence the second way.
      const ways = [
        ...(email.includes(',') ? [] : [{ filterBy: [`username==${email}`] }]),
        { search: email },
      ];
      for (const way of ways) {
        for (const raw of await list(way)) {
          const user = userFromWire(raw);
          if (user.email.toLowerCase() === wanted) return { id: user.id, email: user.email, raw };
        }
      }
      return null;
    },

    async deleteUser(id, op) {
      return goneOrDone(
        http.send({
          ...editCall(requestOf({ kind: 'user.delete', userId: id }, dialect), op),
          expect: { statuses: [204, 200, 202], body: 'nothing' },
          repeat: 'once',
          authorised: true,
        }),
      );
    },

    async resetPassword(id, op) {
      const reply = await http.send({
        ...editCall(requestOf({ kind: 'user.reset-password', userId: id }, dialect), op),
        expect: { statuses: [200, 201], body: 'json' },
        repeat: 'secret',
        authorised: true,
      });
      return afterSuccess(reply, () => ({
        temporaryPassword: readReply(passwordIssuedSchema, reply, 'a temporary password').tempPassword,
      }));
    },

    async signOutUser(id) {
      await http.send({
        method: 'POST',
        path: `${users}/${segment(id)}/logout`,
        expect: { statuses: [200, 202, 204], body: 'nothing' },
        repeat: 'once',
        authorised: true,
      });
    },
  };
}

/** A success that cannot be understood is still a success: what it made is then unknown. */
export function afterSuccess<T>(reply: TransportReply, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RolebookError) {
      throw outcomeUnknown(new RolebookError({ ...error.body, status: reply.status }, { cause: error }));
    }
    throw error;
  }
}

function emailTaken(error: unknown): unknown {
  if (!(error instanceof RolebookError) || error.body.status !== 409) return error;
  return new RolebookError(
    {
      ...error.body,
      reason: 'email-taken',
      message: 'The tenant already has a user with this e-mail.',
      hint: 'Sync, then open that user to give it roles.',
    },
    { cause: error },
  );
}
