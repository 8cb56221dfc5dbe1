import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNodeTransport } from '../../../src-main/cloud/node-transport.ts';
import type { Transport } from '../../../src-main/cloud/transport.ts';
import type { DemoTenant, DemoTenantOptions } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createTenantSession, type OpenedSession } from '../../../src-main/session/create-tenant-session.ts';
import { reconnectDelay } from '../../../src-main/session/link-from-error.ts';
import type { KnownTenant } from '../../../src-main/session/known-tenant.ts';
import type { SignInMeans } from '../../../src-main/session/sign-in-means.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import { HandClock } from '../../builders/hand-clock.ts';
import { hasty, startTenant } from '../../contract/cloud/connected-tenant.ts';

const signal = new AbortController().signal;
const realClock = createSystemClock();
let tenant: DemoTenant;
let origin: string;
let clock: HandClock;
let session: OpenedSession;
let links: string[];
let kept: SignInMeans | null;
let sent: number;
/** What somebody in between answers to the first token call, once; null: nobody does. */
let stranger: string | null;

/** The real transport on the real clock; the session's own waits are on the hand clock. */
function countingTransport(): Transport {
  const real = createNodeTransport({ clock: realClock });
  return {
    close: () => real.close(),
    send: (request) => {
      sent += 1;
      const instead = request.url.pathname === '/api/v2/token' ? stranger : null;
      if (instead === null) return real.send(request);
      stranger = null;
      return Promise.resolve({
        status: 200,
        header: (name) => (name === 'content-type' ? 'application/json' : null),
        body: new TextEncoder().encode(instead).buffer,
      });
    },
  };
}

async function open(
  options: Partial<DemoTenantOptions> = {},
  known: KnownTenant | null = null,
): Promise<void> {
  ({ tenant, origin } = await startTenant({ profile: '3.0', ...options }));
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  kept = { method: 'service-account', account: clientId, secret: clientSecret };
  session = createTenantSession({
    connection: {
      key: 'k',
      url: origin,
      label: 'x',
      account: clientId,
      method: 'service-account',
      isDemo: false,
      hasSecret: true,
      productLine: null,
    },
    known,
    means: async () => kept,
    transport: countingTransport(),
    clock,
    random: { below: (bound) => bound - 1 },
    log: silentLog,
    http: { retry: { ...hasty, attempts: 1 } },
  });
  session.onLinkChanged(({ link, problem }) =>
    links.push(problem === null ? link : `${link}: ${problem.reason}`),
  );
}

beforeEach(() => {
  clock = new HandClock();
  links = [];
  sent = 0;
  stranger = null;
});
afterEach(async () => {
  await session.close();
  await tenant.stop();
});

test('what somebody in between says at the first contact does not decide for ever how a token is asked for', async () => {
  await open();
  stranger = '{"ok":true}';
  await session.retry();
  await session.retry();
  expect(session.link().link).toBe('online');
});

test('nor does a stray 404 decide which version the tenant has', async () => {
  await open();
  tenant.faults.add({
    match: { operationId: 'listRoles', times: 1 },
    action: { kind: 'status', status: 404 },
  });
  await session.client();
  expect(session.describe().productLine).toBe('3.0');
});

test('a version that was kept by mistake does not make a right secret a wrong one', async () => {
  await open({}, { productLine: '2.18', actor: 'ci', tenantId: null, permissions: [] });
  await session.retry();
  expect(session.link().link).toBe('online');
  expect(session.describe().productLine).toBe('3.0');
  expect(links).toEqual(['connecting', 'online']);
});

test('nothing leaves before somebody asks, then it goes online', async () => {
  await open();
  expect(sent).toBe(0);
  expect(session.describe()).toMatchObject({
    productLine: null,
    abilities: { createUsers: { allowed: false } },
  });
  const client = await session.client();
  expect(links).toEqual(['connecting', 'online']);
  expect(session.describe()).toMatchObject({
    productLine: '3.0',
    abilities: { createUsers: { allowed: true } },
  });
  expect(await session.client()).toBe(client);
});

test('askers at the same time share one attempt and one sign-in', async () => {
  await open();
  await Promise.all([session.client(), session.client(), session.retry(), session.client()]);
  // One without a credential to see whether this is a tenant, one with.
  expect(tenant.requests.count('tokenV2')).toBe(2);
  expect(tenant.requests.count('listMyPermissions')).toBe(1);
});

test('a tenant that is known is not asked again whether it is one, but a stranger in its place is', async () => {
  await open({}, { productLine: '3.0', actor: 'ci', tenantId: null, permissions: [] });
  tenant.faults.add({ match: {}, action: { kind: 'html', status: 200 } });
  await session.retry();
  expect(session.link()).toMatchObject({ link: 'not-a-tenant', problem: { reason: 'web-page' } });
  tenant.faults.clear();
  await session.retry();
  // In vain to the stranger; then one without a credential, and one with.
  expect(tenant.requests.count('tokenV2')).toBe(3);
  expect(session.link().link).toBe('online');
});

test('a known tenant is signed in to with one call', async () => {
  await open({}, { productLine: '3.0', actor: 'ci', tenantId: null, permissions: [] });
  await session.client();
  expect(tenant.requests.count('tokenV2')).toBe(1);
});

test('a hundred calls that meet 401 at once make one renewal', async () => {
  await open();
  const client = await session.client();
  const before = tenant.requests.count('tokenV2');
  tenant.faults.add({
    match: { operationId: 'getUser', times: 100 },
    action: { kind: 'status', status: 401 },
  });
  await Promise.all(Array.from({ length: 100 }, (_, index) => client.readUser(`nobody-${index}`)));
  expect(tenant.requests.counters.get('getUser 401')).toBe(100);
  expect(tenant.requests.count('tokenV2')).toBe(before + 1);
  expect(session.link().link).toBe('online');
});

test('a token is renewed a minute before its end, without a 401', async () => {
  await open({ tokenLifetimeSeconds: 600 });
  const client = await session.client();
  const before = tenant.requests.count('tokenV2');
  clock.advance(539_000);
  await client.count('users', signal);
  expect(tenant.requests.count('tokenV2')).toBe(before);
  clock.advance(1_000);
  await client.count('users', signal);
  expect(tenant.requests.count('tokenV2')).toBe(before + 1);
  expect(
    [...tenant.requests.counters.keys()].filter((key) => key.endsWith(' 401') && !key.startsWith('token')),
  ).toEqual([]);
});

describe('a tenant that goes away', () => {
  test('is offline at the first call that notices, tried again later and later, and comes back by itself', async () => {
    await open();
    const client = await session.client();
    await tenant.admin.setDown(true);
    // A kept connection breaks, a new one is refused; which it is depends on who notices first.
    await expect(client.count('users', signal)).rejects.toMatchObject({ body: { kind: 'network' } });
    expect(links.at(-1)).toMatch(/^offline: connection-(lost|refused)$/);
    for (const seconds of [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
      await expect.poll(() => clock.waiting()).toBe(1);
      const before = links.length;
      clock.advance(seconds * 1000 - 1);
      expect(links).toHaveLength(before);
      clock.advance(1);
      expect(links.at(-1)).toBe('connecting');
      await expect.poll(() => session.link().link).toBe('offline');
    }
    await expect.poll(() => clock.waiting()).toBe(1);
    await tenant.admin.setDown(false);
    clock.advance(300_000);
    await expect.poll(() => session.link().link).toBe('online');
    expect(clock.waiting()).toBe(0);
  });

  test('is tried at once when the user says so', async () => {
    await open();
    await tenant.admin.setDown(true);
    await session.retry();
    expect(session.link().link).toBe('offline');
    await expect(session.client()).rejects.toMatchObject({ body: { kind: 'network' } });
    await tenant.admin.setDown(false);
    await session.retry();
    expect(session.link()).toEqual({ link: 'online', problem: null });
  });

  test('while a token has to be renewed is offline, not a sign-out', async () => {
    await open({ tokenLifetimeSeconds: 600 });
    const client = await session.client();
    clock.advance(3_600_000);
    await tenant.admin.setDown(true);
    await expect(client.count('users', signal)).rejects.toMatchObject({ body: { kind: 'network' } });
    expect(session.link().link).toBe('offline');
    await tenant.admin.setDown(false);
    await session.retry();
    expect(session.link().link).toBe('online');
  });
});

test('a captive portal in the way is not a sign-out either, and is tried again', async () => {
  await open();
  const client = await session.client();
  tenant.faults.add({ match: {}, action: { kind: 'html', status: 511 } });
  await expect(client.count('users', signal)).rejects.toMatchObject({ body: { kind: 'not-a-tenant' } });
  expect(session.link()).toMatchObject({ link: 'not-a-tenant', problem: { reason: 'network-sign-in' } });
  expect(clock.waiting()).toBe(1);
  tenant.faults.clear();
  clock.advance(300_000);
  await expect.poll(() => session.link().link).toBe('online');
});

test('a refusal that concerns one call only leaves the session online', async () => {
  await open();
  const client = await session.client();
  for (const status of [400, 403, 404, 409, 500, 503]) {
    tenant.faults.add({ match: { operationId: 'countUsers', times: 1 }, action: { kind: 'status', status } });
    await client.count('users', signal).catch(() => null);
    tenant.faults.clear();
    expect(session.link().link).toBe('online');
  }
  expect(links).toEqual(['connecting', 'online']);
});

test('a secret that was changed elsewhere needs a sign-in; the new one brings it back', async () => {
  await open();
  const client = await session.client();
  const good = kept;
  kept = good === null ? null : { ...good, secret: 'old' };
  tenant.faults.add({
    match: { operationId: 'countUsers', times: 1 },
    action: { kind: 'status', status: 401 },
  });
  await expect(client.count('users', signal)).rejects.toMatchObject({
    body: { kind: 'auth', reason: 'wrong-secret' },
  });
  expect(session.link().link).toBe('needs-sign-in');
  expect(clock.waiting()).toBe(0);
  expect(session.describe().productLine).toBe('3.0');
  if (good !== null) await session.signIn(good);
  expect(session.link()).toEqual({ link: 'online', problem: null });
});

describe('working offline by choice', () => {
  test('lets no request leave and says why, until switched off', async () => {
    await open();
    const client = await session.client();
    session.setWorkOffline(true);
    const before = sent;
    expect(session.link()).toMatchObject({ link: 'offline', problem: { reason: 'working-offline' } });
    await expect(client.count('users', signal)).rejects.toMatchObject({
      body: { reason: 'working-offline' },
    });
    await expect(session.client()).rejects.toMatchObject({ body: { reason: 'working-offline' } });
    await session.retry();
    clock.advance(3_600_000);
    expect(sent).toBe(before);
    session.setWorkOffline(false);
    await expect.poll(() => session.link().link).toBe('online');
  });
});

test('closing ends what is under way and tells nobody any more', async () => {
  await open();
  const client = await session.client();
  tenant.faults.add({ match: { operationId: 'countUsers' }, action: { kind: 'hang' } });
  const waiting = client.count('users', signal);
  await session.close();
  await expect(waiting).rejects.toMatchObject({ body: { kind: 'cancelled' } });
  await expect(session.client()).rejects.toMatchObject({ body: { reason: 'session-closed' } });
  expect(links).toEqual(['connecting', 'online']);
  expect(clock.waiting()).toBe(0);
});

test('the delay before another attempt lies anywhere below its ceiling of at most five minutes', () => {
  for (let attempt = 1; attempt < 100; attempt += 1) {
    expect(reconnectDelay(attempt, () => 0)).toBe(0);
    expect(reconnectDelay(attempt, (bound) => bound - 1)).toBe(Math.min(300_000, 1000 * 2 ** attempt));
  }
});
