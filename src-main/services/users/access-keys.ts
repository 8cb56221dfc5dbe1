import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { AccessKeysView } from '../../../src-shared/ipc/user-facts-contract.ts';
import { whyLacking } from '../../../src-shared/profiles/product-features.ts';
import { checkAccessKeys } from '../../../src-shared/rules/access-key-rules.ts';
import { clusterFromWire } from '../../../src-shared/wire/cluster-wire.ts';
import type { EditRoom } from '../edits/edit-room.ts';

/** Failures that say why there is nothing to list; others are failures. */
const saysWhyNot: ReadonlySet<string> = new Set([
  'not-permitted',
  'not-found',
  'unavailable',
  'network',
  'auth',
]);

/**
 * users.accessKeys: the access keys of a user as the tenant lists them now, and whether they are valid there (V42). They
 * are nobody's facts in the mirror: a key that is shown after it was deleted would mislead.
 */
export async function readAccessKeys(
  { mirror, session }: Pick<EditRoom, 'mirror' | 'session'>,
  email: string,
): Promise<AccessKeysView> {
  const { productLine } = session.describe();
  const lack = productLine === null ? null : whyLacking('accessKeys', productLine);
  if (lack !== null) return { keys: [], whyNot: lack, findings: [] };
  try {
    const client = await session.client();
    const keys = await client.accessKeysOf(email);
    const clusters = (await mirror.listed('clusters')).map(clusterFromWire);
    return {
      keys: keys.map((key) => ({ ...key })),
      whyNot: null,
      findings: checkAccessKeys(keys.length, clusters),
    };
  } catch (error) {
    const { kind, message } = toErrorBody(error);
    if (!saysWhyNot.has(kind)) throw error;
    return {
      keys: [],
      whyNot: `Access keys are not in the local copy, and cannot be listed now. ${message}`,
      findings: [],
    };
  }
}
