import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodeTransport } from '../../../src-main/cloud/node-transport.ts';
import type { DemoTenant, DemoTenantOptions } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createTenantSession, type OpenedSession } from '../../../src-main/session/create-tenant-session.ts';
import type { SignInMeans } from '../../../src-main/session/sign-in-means.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import { HandClock } from '../../builders/hand-clock.ts';
import { hasty, startTenant } from '../../contract/cloud/connected-tenant.ts';

const signal = new AbortController().signal;
const realClock = createSystemClock();
let tenant: DemoTenant;
let clock: HandClock;
let session: OpenedSession;
let links: string[];
/** What the tenant takes. */
let good: SignInMeans & { readonly secret: string };
/** What lies in the keychain: at first nothing. */
let kept: SignInMeans | null;

async function open(options: Partial<DemoTenantOptions> = {}): Promise<void> {
  const started = await startTenant({ profile: '3.0', ...options });
  ({ tenant } = started);
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  good = { method: 'service-account', account: clientId, secret: clientSecret };
  session = createTenantSession({
    connection: {
      key: 'k',
      url: started.origin,
      label: 'x',
      account: clientId,
      method: 'service-account',
      isDemo: false,
      hasSecret: false,
      productLine: null,
    },
    known: null,
    means: async () => kept,
    transport: createNodeTransport({ clock: realClock }),
    clock,
    random: { below: (bound) => bound - 1 },
    log: silentLog,
    http: { retry: { ...hasty, attempts: 1 } },
  });
  session.onLinkChanged(({ link }) => links.push(link));
}

beforeEach(() => {
  clock = new HandClock();
  links = [];
  kept = null;
});
afterEach(async () => {
  await session.close();
  await tenant.stop();
});

test('a secret given for one session renews the token for as long as the session lives, and is never asked for again', async () => {
  await open({ tokenLifetimeSeconds: 600 });
  await session.signIn(good);
  const client = await session.client();
  const before = tenant.requests.count('tokenV2');
  for (let hour = 1; hour <= 3; hour += 1) {
    clock.advance(3_600_000);
    await client.count('users', signal);
    expect(tenant.requests.count('tokenV2')).toBe(before + hour);
  }
  expect(links).toEqual(['connecting', 'online']);
});

test('a secret given for one session outlives a network that goes away', async () => {
  await open({ tokenLifetimeSeconds: 600 });
  await tenant.admin.setDown(true);
  await session.signIn(good);
  expect(session.link().link).toBe('offline');
  await tenant.admin.setDown(false);
  await session.retry();
  expect(session.link().link).toBe('online');
  clock.advance(3_600_000);
  await session.retry();
  expect(session.link().link).toBe('online');
});

test('a secret given for one session is dropped when the tenant refuses it, also at a renewal, and the kept means are good again', async () => {
  await open({ tokenLifetimeSeconds: 600 });
  await session.signIn({ ...good, secret: 'wrong' });
  expect(session.link()).toMatchObject({ link: 'needs-sign-in', problem: { reason: 'wrong-secret' } });
  kept = good;
  await session.retry();
  expect(session.link().link).toBe('online');

  kept = null;
  await session.signIn(good);
  const client = await session.client();
  clock.advance(3_600_000);
  tenant.faults.add({
    match: { operationId: 'tokenV2', times: 1 },
    action: { kind: 'status', status: 401 },
  });
  await expect(client.count('users', signal)).rejects.toMatchObject({ body: { kind: 'auth' } });
  expect(session.link().link).toBe('needs-sign-in');
  await session.retry();
  expect(session.link()).toMatchObject({ problem: { reason: 'sign-in-needed' } });
});
