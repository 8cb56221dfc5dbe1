import { type AccessKey, accessKeyTitle } from '../../../src-shared/domain/access-key.ts';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { IssuedKey } from '../../../src-shared/ipc/access-keys-contract.ts';
import type { Unhanded } from '../../db/unhanded.ts';
import type { TenantSession } from '../../session/tenant-session.ts';
import { type Act, type JournalDetail, recorded } from '../journal.ts';
import type { UsersServiceDeps } from '../users/user-act.ts';

/** What issuing the secret of a key needs. */
export interface IssueKeyDeps extends UsersServiceDeps {
  /** The marks of the open tenant. Throws `no-tenant-open`. */
  unhanded(): Unhanded;
}

/** A key with its secret, as it came. */
export type KeyWithSecret = AccessKey & { readonly clientSecret: string };

/** A call that issues a secret. */
export interface KeyIssue {
  readonly verb: 'access-key.create' | 'access-key.renew';
  /** The key's name. */
  readonly name: string;
  readonly detail: JournalDetail;
  readonly cause: CredentialInfo['cause'];
  /** `op` names the wish, as the tenant's client takes it. */
  run(op: string): Promise<KeyWithSecret>;
  /** The key as it is after a lost reply, read from the tenant; null where it lists none. */
  lookAgain(): Promise<AccessKey | null>;
  /** What a lost reply means, where the key is there. */
  readonly lost: string;
}

const detailOf = (key: AccessKey): JournalDetail => ({ accessKeyId: key.id, clientId: key.clientId });

/** Into the tray before anything else can go wrong, then its mark: lost with the app, it is told at the next start (I18). */
function take(deps: IssueKeyDeps, session: TenantSession, wanted: KeyIssue, made: KeyWithSecret) {
  const { clientSecret, ...key } = made;
  const { connection, actor } = session.describe();
  const credential = deps.tray.add(
    {
      kind: 'access-key',
      account: key.clientId,
      tenantUrl: connection.url,
      tenantLabel: connection.label,
      cause: wanted.cause,
      mustChange: false,
    },
    clientSecret,
    { key: session.key, actor },
  );
  try {
    deps.unhanded().note({
      credentialId: credential.id,
      changeId: wanted.verb,
      kind: 'access-key',
      subjectId: key.id,
      name: accessKeyTitle(key),
      issuedAt: credential.issuedAt,
    });
  } catch (error) {
    deps.log.warn('credential.mark-unwritten', { reason: toErrorBody(error).reason });
  }
  return { key, credential };
}

/** What became of a call whose reply was lost; throws the loss itself where the tenant cannot be asked. */
async function afterLoss(wanted: KeyIssue, loss: unknown): Promise<IssuedKey> {
  let key: AccessKey | null;
  try {
    key = await wanted.lookAgain();
  } catch {
    throw loss;
  }
  if (key !== null) return { outcome: 'not-received', key, credential: null, message: wanted.lost };
  return {
    outcome: 'not-made',
    key: null,
    credential: null,
    message: `The reply was lost, and the tenant lists no key “${wanted.name}”. Should it appear later, nobody has its secret.`,
  };
}

/**
 * Issues the secret of an own key between two rows of the journal. It is asked for once: a lost reply is never repeated by
 * itself (I18), it is read from the tenant whether the key is there, and only the user may have another secret issued.
 */
export async function issueKey(
  deps: IssueKeyDeps,
  session: TenantSession,
  wanted: KeyIssue,
): Promise<IssuedKey> {
  const act: Act<IssuedKey> = {
    verb: wanted.verb,
    object: wanted.name,
    detail: wanted.detail,
    async run() {
      let made: KeyWithSecret;
      try {
        made = await wanted.run(deps.random.uuid());
      } catch (error) {
        if (toErrorBody(error).reason !== 'outcome-unknown') throw error;
        return await afterLoss(wanted, error);
      }
      return { outcome: 'issued', ...take(deps, session, wanted, made), message: null };
    },
    judge: ({ outcome, key }) => ({
      result: outcome === 'issued' ? 'done' : outcome === 'not-received' ? 'partly' : 'unknown',
      detail: {
        ...(key === null ? {} : detailOf(key)),
        ...(outcome === 'issued' ? {} : { reason: 'secret-not-received' }),
      },
    }),
  };
  return await recorded(deps, act);
}
