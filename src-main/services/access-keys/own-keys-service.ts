import type { AccessKey } from '../../../src-shared/domain/access-key.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { IssuedKey, OwnKeysView } from '../../../src-shared/ipc/access-keys-contract.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import { whyLacking } from '../../../src-shared/profiles/product-features.ts';
import { checkAccessKeys, checkKeyRenewal } from '../../../src-shared/rules/access-key-rules.ts';
import { checkAccessKeyName, checkKeyCount } from '../../../src-shared/rules/subject-name-rules.ts';
import { clusterFromWire } from '../../../src-shared/wire/cluster-wire.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import type { ActGate } from '../act-gate.ts';
import { type EditRoom, openRoom } from '../edits/edit-room.ts';
import { refuseUnlessAcceptable } from '../users/refuse.ts';
import { onlineTenant } from '../users/user-act.ts';
import { type IssueKeyDeps, issueKey } from './issue-key.ts';

/** One function for each `accessKeys.*` call of the contract. All ask the tenant: keys are nobody's facts in the mirror. */
export interface OwnKeysService {
  own(): Promise<OwnKeysView>;
  issue(input: ParsedInput<'accessKeys.issue'>): Promise<IssuedKey>;
  renew(input: ParsedInput<'accessKeys.renew'>): Promise<IssuedKey>;
}

/** Failures that say why there is nothing to list; others are failures. */
const saysWhyNot: ReadonlySet<string> = new Set(['not-found', 'unavailable', 'network', 'auth']);

const nothing = (whyNot: string): OwnKeysView => ({ keys: [], whyNot, whyNoMore: null, findings: [] });

async function own({ mirror, session }: EditRoom): Promise<OwnKeysView> {
  const { productLine, actor } = session.describe();
  const lack = productLine === null ? null : whyLacking('accessKeys', productLine);
  if (lack !== null) return nothing(lack);
  try {
    const keys = await (await session.client()).ownAccessKeys();
    const clusters = (await mirror.listed('clusters')).map(clusterFromWire);
    return {
      keys: [...keys],
      whyNot: null,
      whyNoMore: checkKeyCount(keys.length)[0]?.message ?? null,
      // What a new key will be worth is to be known before there is one.
      findings: checkAccessKeys(Math.max(keys.length, 1), clusters),
    };
  } catch (error) {
    const { kind, message } = toErrorBody(error);
    if (kind === 'not-permitted') {
      return nothing(
        `Access keys belong to users, and ${actor} is signed in. Sign in with your own e-mail and password to make one. ${message}`,
      );
    }
    if (!saysWhyNot.has(kind)) throw error;
    return nothing(`Your access keys are not in the local copy, and cannot be listed now. ${message}`);
  }
}

async function issue(deps: IssueKeyDeps, wanted: ParsedInput<'accessKeys.issue'>): Promise<IssuedKey> {
  const name = wanted.name.trim();
  const { client, session } = await onlineTenant(deps);
  const before = await client.ownAccessKeys();
  const taken = before.map((key) => key.name);
  refuseUnlessAcceptable([...checkAccessKeyName(name, taken), ...checkKeyCount(before.length)], []);
  return await issueKey(deps, session, {
    verb: 'access-key.create',
    name,
    detail: {},
    cause: 'access-key-created',
    run: (op) => client.createAccessKey({ name }, op),
    lookAgain: async () =>
      (await client.ownAccessKeys()).find(
        (key) => key.name === name && !before.some(({ id }) => id === key.id),
      ) ?? null,
    lost: `The key “${name}” was made, and the reply with its secret was lost. Nobody has that secret.`,
  });
}

async function keyOf(client: TenantClient, id: string): Promise<AccessKey> {
  const key = (await client.ownAccessKeys()).find((one) => one.id === id);
  if (key !== undefined) return key;
  throw new RolebookError({
    kind: 'not-found',
    origin: 'main',
    reason: 'key-unknown',
    message: 'You have no such access key.',
    hint: 'Look at the list again.',
  });
}

async function renew(
  deps: IssueKeyDeps,
  { id, acknowledged }: ParsedInput<'accessKeys.renew'>,
): Promise<IssuedKey> {
  const { client, session } = await onlineTenant(deps);
  const key = await keyOf(client, id);
  refuseUnlessAcceptable(checkKeyRenewal(key), acknowledged);
  return await issueKey(deps, session, {
    verb: 'access-key.renew',
    name: key.name,
    detail: { accessKeyId: key.id, clientId: key.clientId },
    cause: 'access-key-renewed',
    run: async (op) => ({ ...key, ...(await client.renewAccessKey(key.id, op)) }),
    lookAgain: () => keyOf(client, id),
    lost: `The reply with the new secret of “${key.name}” was lost. The former secret may be void already.`,
  });
}

/** Own access keys: made online or not at all, since only the tenant can issue them and nothing is gained by waiting. */
export function createOwnKeysService(deps: IssueKeyDeps & { readonly acts: ActGate }): OwnKeysService {
  const { acts } = deps;
  return {
    own: () => own(openRoom(deps)),
    issue: (input) => acts.during(() => issue(deps, input)),
    renew: (input) => acts.during(() => renew(deps, input)),
  };
}
