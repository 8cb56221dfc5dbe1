import { readFileSync } from 'node:fs';
import { createTenantClient } from '../../../src-main/cloud/create-tenant-client.ts';
import { createHttp, type Http, type HttpOptions } from '../../../src-main/cloud/http.ts';
import { createNodeTransport } from '../../../src-main/cloud/node-transport.ts';
import { probeLine } from '../../../src-main/cloud/probe.ts';
import type { RetryPolicy } from '../../../src-main/cloud/retry.ts';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import { findTokenStyle, type Grant, requestToken } from '../../../src-main/cloud/token-call.ts';
import type { TokenSource } from '../../../src-main/cloud/token-source.ts';
import {
  createDemoTenant,
  type DemoTenant,
  type DemoTenantOptions,
} from '../../../src-main/demo-tenant/demo-tenant.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createTokenKeeper } from '../../../src-main/session/token-keeper.ts';
import { createSystemRandom } from '../../../src-main/system/system-random.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';

const openApiDocument = readFileSync(
  new URL('../../../resources/tenant-openapi.yaml', import.meta.url),
  'utf8',
);

/** Repeats as often as the product does, without the waits that would only slow a test down. */
export const hasty: RetryPolicy = {
  attempts: 4,
  baseMs: 1,
  capMs: 2,
  patienceMs: 3_000,
  budget: 50,
  earned: 0.5,
};

/** A demo tenant over a real socket. */
export async function startTenant(
  options: Partial<DemoTenantOptions> & Pick<DemoTenantOptions, 'profile'>,
): Promise<{ tenant: DemoTenant; origin: string }> {
  const tenant = createDemoTenant({
    users: 120,
    seed: 7,
    clock: () => Date.now(),
    openApiDocument,
    ...options,
  });
  const { baseUrl } = await tenant.start();
  return { tenant, origin: new URL(baseUrl).origin };
}

/** HTTP to a tenant over the real Node transport. */
export function httpTo(origin: string, tokens: TokenSource, extra: Partial<HttpOptions> = {}): Http {
  const clock = createSystemClock();
  return createHttp({
    transport: createNodeTransport({ clock }),
    origin,
    tokens,
    clock,
    random: { below: (bound) => bound - 1 },
    log: silentLog,
    retry: hasty,
    ...extra,
  });
}

const nobody: TokenSource = {
  token: () => Promise.reject(new Error('no token here')),
  renew: () => Promise.reject(new Error('no token here')),
};

/** HTTP for calls that need no token. */
export function httpWithoutToken(origin: string): Http {
  return httpTo(origin, nobody);
}

/** Signs in and probes, as the session does. */
export async function clientOf(
  origin: string,
  grant: Grant,
  extra: Partial<HttpOptions> = {},
): Promise<TenantClient> {
  const clock = createSystemClock();
  const door = httpWithoutToken(origin);
  const style = findTokenStyle(door);
  const tokens = createTokenKeeper({
    clock,
    request: async (wanted) => requestToken(door, await style, wanted, clock.now()),
    means: async () => grant,
  });
  const http = httpTo(origin, tokens, extra);
  const account = grant.type === 'refresh' ? '' : grant.account;
  return createTenantClient(http, await probeLine(http), { account, random: createSystemRandom() });
}

/** The service account that may do everything. */
export function administrator(tenant: DemoTenant): Grant {
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  return { type: 'service-account', account: clientId, secret: clientSecret };
}
