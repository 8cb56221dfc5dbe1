import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { Http } from './http.ts';
import { jsonOf, readReply } from './reply-json.ts';
import { segment } from './request-url.ts';
import type { TenantClient } from './tenant-client.ts';
import type { TransportReply } from './transport.ts';
import { securitySettingsSchema } from './wire/sign-on-wire.ts';

/** Kinds of failure that say that there is nothing to see here, for this version or this caller. */
const nothingToSee: ReadonlySet<string> = new Set(['not-permitted', 'not-found', 'unavailable']);

async function unlessHidden(asked: Promise<TransportReply>): Promise<TransportReply | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RolebookError && nothingToSee.has(error.body.kind)) return null;
    throw error;
  }
}

/** What a tenant says of how people sign in, to read only (tenant-api §3.7, §3.9). */
export function createSignOnCalls(
  http: Http,
  { features }: Dialect,
): Pick<TenantClient, 'tenantSetting' | 'securitySettings'> {
  const get = (path: string, query: Record<string, string> = {}): Promise<TransportReply> =>
    http.send({
      method: 'GET',
      path,
      query,
      expect: { statuses: [200], body: 'json' },
      repeat: 'safe',
      authorised: true,
    });
  return {
    async tenantSetting(key) {
      const reply = await unlessHidden(get(`/v1/k8s/setting/${segment(key)}`));
      const value = reply === null ? null : jsonOf(reply, 'a setting of the tenant');
      return typeof value === 'boolean' ? value : null;
    },

    async securitySettings() {
      if (!features.identityProviders) return null;
      const reply = await unlessHidden(get('/api/v1/security/settings'));
      if (reply === null) return null;
      const { autoRedirectSSO, browserSessionTimeout, logoutRedirectUri } = readReply(
        securitySettingsSchema,
        reply,
        'the security settings',
      );
      return {
        redirectsTo: autoRedirectSSO?.enabled === true ? (autoRedirectSSO.idpAlias ?? null) : null,
        idleMinutes: browserSessionTimeout?.idleTimeout ?? null,
        logoutUri: logoutRedirectUri?.uri ?? null,
      };
    },
  };
}
