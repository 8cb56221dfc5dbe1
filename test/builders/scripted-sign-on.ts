import type { SecuritySettings, TenantClient } from '../../src-main/cloud/tenant-client.ts';
import type { AccessKey } from '../../src-shared/domain/access-key.ts';

/** The calls of it. */
export type SignOnCall =
  | 'accessKeysOf'
  | 'ownAccessKeys'
  | 'createAccessKey'
  | 'renewAccessKey'
  | 'tenantSetting'
  | 'securitySettings';

/** How people sign in to a scripted tenant: what its calls answer, to be set by a test. */
export function scriptedSignOn(
  through: <T>(call: SignOnCall, what: string, apply: () => T) => Promise<T>,
): Pick<TenantClient, SignOnCall> & {
  /** Keys by the owner's e-mail. */
  readonly accessKeys: Map<string, AccessKey[]>;
  /** Those of whoever is signed in. */
  readonly ownKeys: AccessKey[];
  readonly settings: Map<string, boolean>;
  readonly sessions: { now: SecuritySettings | null };
} {
  const accessKeys = new Map<string, AccessKey[]>();
  const ownKeys: AccessKey[] = [];
  let issued = 0;
  const settings = new Map<string, boolean>();
  const sessions: { now: SecuritySettings | null } = { now: null };
  return {
    accessKeys,
    ownKeys,
    settings,
    sessions,
    accessKeysOf: (email) => through('accessKeysOf', email, () => accessKeys.get(email) ?? []),
    ownAccessKeys: () => through('ownAccessKeys', '', () => [...ownKeys]),
    createAccessKey: ({ name }) =>
      through('createAccessKey', name, () => {
        const key = { id: `key-${name}`, name, clientId: `${name}-client`, createdAt: null, lastLogin: null };
        ownKeys.push(key);
        return { ...key, clientSecret: `key-secret-${(issued += 1)}` };
      }),
    renewAccessKey: (id) =>
      through('renewAccessKey', id, () => ({ clientSecret: `key-secret-${(issued += 1)}` })),
    tenantSetting: (key) => through('tenantSetting', key, () => settings.get(key) ?? null),
    securitySettings: () => through('securitySettings', '', () => sessions.now),
  };
}
