import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { editCall } from '../edit-call.ts';
import { requestOf } from '../edit-request.ts';
import { goneOrDone } from '../gone.ts';
import { readReply } from '../reply-json.ts';
import type { TenantClient } from '../tenant-client.ts';
import type { TransportReply } from '../transport.ts';
import { afterSuccess } from '../user-calls.ts';
import { appWire } from './holder.ts';
import type { LegacyCalls } from './legacy-calls.ts';
import { type LegacyApp, legacySecretSchema } from './legacy-wire.ts';

type AppCalls = Pick<
  TenantClient,
  | 'createServiceAccount'
  | 'setServiceAccountEnabled'
  | 'rotateServiceAccount'
  | 'deleteServiceAccount'
  | 'readServiceAccount'
  | 'findServiceAccount'
>;

const idOf = (app: LegacyApp): string => app.clientId || app.name;

/** The service account third of a client of 2.13: applications, known by their client id (tenant-api §4). */
export function createLegacyApps(calls: LegacyCalls, dialect: Dialect): AppCalls {
  const byId = async (id: string): Promise<LegacyApp | null> =>
    (await calls.apps()).find((app) => idOf(app) === id) ?? null;

  /** No 409 is published for this call: a refused request may be about the name. */
  async function explained(name: string, error: unknown): Promise<unknown> {
    if (!(error instanceof RolebookError) || ![400, 409, 422].includes(error.body.status ?? 0)) return error;
    let there: readonly LegacyApp[];
    try {
      there = await calls.apps();
    } catch {
      return error;
    }
    if (!there.some((app) => app.name === name)) return error;
    return new RolebookError(
      {
        ...error.body,
        kind: 'conflict',
        reason: 'name-taken',
        message: 'The tenant already has a service account of this name.',
        hint: 'Choose another name, or use the account that is there.',
      },
      { cause: error },
    );
  }

  return {
    async createServiceAccount({ name }, op) {
      let reply: TransportReply;
      try {
        reply = await calls.send({
          ...editCall(requestOf({ kind: 'service-account.create', name }, dialect), op),
          expect: { statuses: [200, 201], body: 'json' },
          repeat: 'secret',
        });
      } catch (error) {
        throw await explained(name, error);
      }
      return afterSuccess(reply, () => {
        const made = readReply(legacySecretSchema, reply, 'a new service account');
        const id = made.clientId || made.name;
        return { id, name: made.name, clientId: id, clientSecret: made.secret };
      });
    },

    async setServiceAccountEnabled(id, enabled, op) {
      const app = await byId(id);
      if (app === null) throw gone();
      const request = requestOf({ kind: 'service-account.set-enabled', id, enabled }, dialect);
      await calls.send({
        ...editCall({ ...request, body: { ...app, ...request.body } }, op),
        expect: { statuses: [200, 201], body: 'json' },
        repeat: 'once',
      });
    },

    async rotateServiceAccount(id, op) {
      const reply = await calls.send({
        ...editCall(requestOf({ kind: 'service-account.rotate', id }, dialect), op),
        expect: { statuses: [200, 201], body: 'json' },
        repeat: 'secret',
      });
      return afterSuccess(reply, () => ({
        clientSecret: readReply(legacySecretSchema, reply, 'a client secret').secret,
      }));
    },

    deleteServiceAccount: (id, op) =>
      goneOrDone(
        calls.send({
          ...editCall(requestOf({ kind: 'service-account.delete', id }, dialect), op),
          expect: { statuses: [200, 202, 204], body: 'nothing' },
          repeat: 'once',
        }),
      ),

    async readServiceAccount(id) {
      const app = await byId(id);
      return app === null ? null : appWire(app);
    },

    async findServiceAccount(name) {
      const app = (await calls.apps()).find((one) => one.name === name);
      return app === undefined ? null : { id: idOf(app), clientId: idOf(app), raw: appWire(app) };
    },
  };
}

const gone = (): RolebookError =>
  new RolebookError({
    kind: 'not-found',
    origin: 'cloud',
    reason: 'not-found',
    message: 'The tenant has no such service account.',
    status: 404,
  });
