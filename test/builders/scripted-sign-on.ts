import type { AccessKey, SecuritySettings, TenantClient } from '../../src-main/cloud/tenant-client.ts';

/** The calls of it. */
export type SignOnCall = 'accessKeysOf' | 'tenantSetting' | 'securitySettings';

/** How people sign in to a scripted tenant: what its calls answer, to be set by a test. */
export function scriptedSignOn(
  through: <T>(call: SignOnCall, what: string, apply: () => T) => Promise<T>,
): Pick<TenantClient, SignOnCall> & {
  /** Keys by the owner's e-mail. */
  readonly accessKeys: Map<string, AccessKey[]>;
  readonly settings: Map<string, boolean>;
  readonly sessions: { now: SecuritySettings | null };
} {
  const accessKeys = new Map<string, AccessKey[]>();
  const settings = new Map<string, boolean>();
  const sessions: { now: SecuritySettings | null } = { now: null };
  return {
    accessKeys,
    settings,
    sessions,
    accessKeysOf: (email) => through('accessKeysOf', email, () => accessKeys.get(email) ?? []),
    tenantSetting: (key) => through('tenantSetting', key, () => settings.get(key) ?? null),
    securitySettings: () => through('securitySettings', '', () => sessions.now),
  };
}
