import type { AccessKey } from '../../src-shared/domain/access-key.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { whyLacking } from '../../src-shared/profiles/product-features.ts';
import { foldEmail } from '../../src-shared/rules/email-key.ts';
import type { Dialect } from './dialects/dialect.ts';
import { editCall } from './edit-call.ts';
import type { Http } from './http.ts';
import { readReply } from './reply-json.ts';
import { segment } from './request-url.ts';
import type { TenantClient } from './tenant-client.ts';
import { afterSuccess } from './user-calls.ts';
import { clientSecretIssuedSchema } from './wire/created-wire.ts';
import { accessKeyCreatedSchema, accessKeysSchema } from './wire/sign-on-wire.ts';

const own = '/api/v1/access-keys';

const keyOf = ({ id, name, clientId, createdAt, lastLogin }: WireKey): AccessKey => ({
  id,
  name,
  clientId,
  createdAt: createdAt ?? null,
  lastLogin: lastLogin ?? null,
});
interface WireKey extends Pick<AccessKey, 'id' | 'name' | 'clientId'> {
  readonly createdAt?: string | null | undefined;
  readonly lastLogin?: string | null | undefined;
}

/** Access keys of a {@link TenantClient}: everybody's to list, one's own to make (tenant-api §3.6). */
export function createAccessKeyCalls(
  http: Http,
  { line }: Dialect,
): Pick<TenantClient, 'accessKeysOf' | 'ownAccessKeys' | 'createAccessKey' | 'renewAccessKey'> {
  const requireKeys = (): void => {
    const lack = whyLacking('accessKeys', line);
    if (lack === null) return;
    throw new RolebookError({
      kind: 'unavailable',
      origin: 'cloud',
      reason: 'version-lacks-it',
      message: lack,
    });
  };
  const list = async (path: string, query: Record<string, string>, what: string) => {
    const reply = await http.send({
      method: 'GET',
      path,
      query,
      expect: { statuses: [200], body: 'json' },
      repeat: 'safe',
      authorised: true,
    });
    return readReply(accessKeysSchema, reply, what).accessKeys;
  };
  return {
    async accessKeysOf(email) {
      requireKeys();
      const keys = await list('/api/v1/administration/access-keys', { createdBy: email }, 'keys of a user');
      const wanted = foldEmail(email);
      // A tenant that does not know the filter would answer the keys of everybody.
      return keys.filter(({ createdBy }) => foldEmail(createdBy ?? email) === wanted).map(keyOf);
    },

    async ownAccessKeys() {
      requireKeys();
      return (await list(own, {}, 'the own access keys')).map(keyOf);
    },

    async createAccessKey({ name }, op) {
      requireKeys();
      const reply = await http
        .send({
          ...editCall({ method: 'POST', path: own, body: { name } }, op),
          expect: { statuses: [201, 200], body: 'json' },
          repeat: 'secret',
          authorised: true,
        })
        .catch((error: unknown) => {
          throw nameTaken(error);
        });
      return afterSuccess(reply, () => {
        const made = readReply(accessKeyCreatedSchema, reply, 'a new access key');
        return { ...keyOf(made), clientSecret: made.clientSecret };
      });
    },

    async renewAccessKey(id, op) {
      requireKeys();
      const reply = await http.send({
        ...editCall({ method: 'POST', path: `${own}/${segment(id)}/secret`, body: null }, op),
        expect: { statuses: [200, 201], body: 'json' },
        repeat: 'secret',
        authorised: true,
      });
      return afterSuccess(reply, () => ({
        clientSecret: readReply(clientSecretIssuedSchema, reply, 'the secret of an access key').clientSecret,
      }));
    },
  };
}

function nameTaken(error: unknown): unknown {
  if (!(error instanceof RolebookError) || error.body.status !== 409) return error;
  return new RolebookError(
    {
      ...error.body,
      reason: 'name-taken',
      message: 'You already have an access key of this name.',
      hint: 'Choose another name, or issue a new secret for the key that is there.',
    },
    { cause: error },
  );
}
