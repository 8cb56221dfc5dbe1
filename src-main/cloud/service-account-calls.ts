import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { factsOfPage } from '../../src-shared/wire/parse-guarded.ts';
import { serviceAccountFromWire } from '../../src-shared/wire/service-account-wire.ts';
import type { Dialect } from './dialects/dialect.ts';
import { editCall } from './edit-call.ts';
import { requestOf } from './edit-request.ts';
import { goneOrDone, isGone } from './gone.ts';
import { type Http, PAGE_BYTES } from './http.ts';
import { jsonOf, objectOf, readReply } from './reply-json.ts';
import { segment } from './request-url.ts';
import type { TenantClient } from './tenant-client.ts';
import { afterSuccess } from './user-calls.ts';
import { clientSecretIssuedSchema, serviceAccountCreatedSchema } from './wire/created-wire.ts';

const json200 = { statuses: [200], body: 'json' } as const;

type ServiceAccountCalls = Pick<
  TenantClient,
  | 'createServiceAccount'
  | 'setServiceAccountEnabled'
  | 'rotateServiceAccount'
  | 'deleteServiceAccount'
  | 'readServiceAccount'
  | 'findServiceAccount'
>;

/** The service account third of a {@link TenantClient} (tenant-api §3.6). */
export function createServiceAccountCalls(http: Http, dialect: Dialect): ServiceAccountCalls {
  const list = dialect.lists['service-accounts'];
  return {
    async createServiceAccount({ name }, op) {
      const reply = await http
        .send({
          ...editCall(requestOf({ kind: 'service-account.create', name }, dialect), op),
          expect: { statuses: [201, 200], body: 'json' },
          repeat: 'secret',
          authorised: true,
        })
        .catch((error: unknown) => {
          throw nameTaken(error);
        });
      return afterSuccess(reply, () => {
        const made = readReply(serviceAccountCreatedSchema, reply, 'a new service account');
        return {
          id: made.id,
          name: made.name,
          clientId: made.clientId || made.name,
          clientSecret: made.clientSecret,
        };
      });
    },

    async setServiceAccountEnabled(id, enabled, op) {
      await http.send({
        ...editCall(requestOf({ kind: 'service-account.set-enabled', id, enabled }, dialect), op),
        expect: { statuses: [200, 202, 204], body: 'nothing' },
        repeat: 'once',
        authorised: true,
      });
    },

    async rotateServiceAccount(id, op) {
      const reply = await http.send({
        ...editCall(requestOf({ kind: 'service-account.rotate', id }, dialect), op),
        expect: { statuses: [200, 201], body: 'json' },
        repeat: 'secret',
        authorised: true,
      });
      return afterSuccess(reply, () => ({
        clientSecret: readReply(clientSecretIssuedSchema, reply, 'a client secret').clientSecret,
      }));
    },

    deleteServiceAccount: (id, op) =>
      goneOrDone(
        http.send({
          ...editCall(requestOf({ kind: 'service-account.delete', id }, dialect), op),
          expect: { statuses: [204, 200, 202], body: 'nothing' },
          repeat: 'once',
          authorised: true,
        }),
      ),

    async readServiceAccount(id) {
      try {
        const reply = await http.send({
          method: 'GET',
          path: `${list.path}/${segment(id)}`,
          expect: json200,
          repeat: 'safe',
          authorised: true,
        });
        return objectOf(reply, 'a service account');
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    async findServiceAccount(name) {
      // The list takes no filter and comes whole.
      const reply = await http.send({
        method: 'GET',
        path: list.path,
        expect: json200,
        repeat: 'safe',
        authorised: true,
        maxBytes: PAGE_BYTES,
      });
      for (const raw of factsOfPage(jsonOf(reply, 'service accounts'), list.rowsMember, 'service accounts')) {
        const account = serviceAccountFromWire(raw);
        if (account.name === name) return { id: account.id, clientId: account.clientId, raw };
      }
      return null;
    },
  };
}

function nameTaken(error: unknown): unknown {
  if (!(error instanceof RolebookError) || error.body.status !== 409) return error;
  return new RolebookError(
    {
      ...error.body,
      reason: 'name-taken',
      message: 'The tenant already has a service account of this name.',
      hint: 'Choose another name, or use the account that is there.',
    },
    { cause: error },
  );
}
