import type { RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createNodeTransport } from '../../../src-main/cloud/node-transport.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createTenantSession, type OpenedSession } from '../../../src-main/session/create-tenant-session.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { hasty, startTenant } from '../../contract/cloud/connected-tenant.ts';
import { type HostileServer, makeCertificate, startHostile, startRaw } from '../cloud/hostile-server.ts';

const clock = createSystemClock();
const canary = 'canary-5e5a3e';
let toStop: { stop(): Promise<void> }[] = [];
let session: OpenedSession | null = null;

afterEach(async () => {
  await session?.close();
  await Promise.all(toStop.map((server) => server.stop()));
  toStop = [];
});

/** Tries to connect as the app does, and answers what the user would be told. */
async function connectTo(
  origin: string,
  options: { account?: string; secret?: string; method?: 'password' | 'service-account'; ca?: string } = {},
): Promise<{ link: string; problem: ErrorBody | null }> {
  const { account = 'ci', secret = canary, method = 'service-account' } = options;
  session = createTenantSession({
    connection: {
      key: 'k',
      url: origin,
      label: 'x',
      account,
      method,
      isDemo: false,
      hasSecret: false,
      productLine: null,
    },
    known: null,
    means: async () => null,
    transport: createNodeTransport({ clock, ...(options.ca === undefined ? {} : { ca: options.ca }) }),
    clock,
    random: { below: (bound) => bound - 1 },
    log: silentLog,
    http: { retry: { ...hasty, attempts: 2 }, connectTimeoutMs: 500, totalTimeoutMs: 500 },
  });
  await session.signIn({ method, account, secret });
  return session.link();
}

async function hostile(answer: RequestListener, tls?: { key: string; cert: string }): Promise<HostileServer> {
  const server = await startHostile(answer, tls);
  toStop.push(server);
  return server;
}

const html =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_, reply) => {
    reply.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
    reply.end('<!doctype html><title>Welcome</title>');
  };
const json =
  (status: number, value: unknown): RequestListener =>
  (_, reply) => {
    reply.writeHead(status, { 'content-type': 'application/json' });
    reply.end(JSON.stringify(value));
  };

describe('an address where something else answers is told from a tenant, and never sees the secret', () => {
  const cases: readonly [string, RequestListener, string, string][] = [
    ['a web page', html(200), 'not-a-tenant', 'web-page'],
    ['a web page not found', html(404), 'not-a-tenant', 'web-page'],
    ['a web page behind a load balancer', html(200, { via: '1.1 varnish' }), 'not-a-tenant', 'web-page'],
    ['a page of a proxy', html(403, { via: '1.1 gate' }), 'not-a-tenant', 'proxy-page'],
    [
      'a page of a proxy that says fine',
      html(200, { 'x-squid-error': 'ERR_ACCESS_DENIED 0' }),
      'not-a-tenant',
      'proxy-page',
    ],
    ['a proxy that wants a sign-in', html(407), 'not-a-tenant', 'proxy-sign-in'],
    ['a captive portal', html(511), 'not-a-tenant', 'network-sign-in'],
    [
      'a redirect',
      (_, reply) => void reply.writeHead(302, { location: 'https://elsewhere.example.org/' }).end(),
      'not-a-tenant',
      'redirected',
    ],
    ['JSON of something else', json(200, { hello: 'world' }), 'not-a-tenant', 'wrong-json'],
    [
      'JSON that says not found in another way',
      json(404, { detail: 'Not Found' }),
      'not-a-tenant',
      'wrong-json',
    ],
    [
      'a tenant’s envelope, but for everything',
      json(404, { code: 404, message: 'no route' }),
      'not-a-tenant',
      'wrong-json',
    ],
    ['an empty answer', (_, reply) => void reply.writeHead(200).end(), 'not-a-tenant', 'not-json'],
    [
      'plain text',
      (_, reply) => void reply.writeHead(200, { 'content-type': 'text/plain' }).end('ok'),
      'not-a-tenant',
      'not-json',
    ],
    [
      'an image',
      (_, reply) => void reply.writeHead(200, { 'content-type': 'image/png' }).end('\u0089PNG'),
      'not-a-tenant',
      'not-json',
    ],
    [
      'more than a megabyte',
      (_, reply) =>
        void reply.writeHead(200, { 'content-type': 'application/json' }).end('x'.repeat(1_100_000)),
      'offline',
      'reply-too-large',
    ],
    ['a gateway whose tenant is down', html(502), 'offline', 'tenant-failed'],
    ['nothing, for ever', () => {}, 'offline', 'timeout'],
    [
      'an answer that breaks off',
      (_, reply) => {
        reply.writeHead(401, { 'content-type': 'application/json', 'content-length': '100' });
        reply.write('{"error":');
        setImmediate(() => reply.destroy());
      },
      'offline',
      'connection-lost',
    ],
  ];
  test.each(cases)('%s', async (_, answer, link, reason) => {
    const server = await hostile(answer);
    const state = await connectTo(server.origin);
    expect({ link: state.link, reason: state.problem?.reason }).toEqual({ link, reason });
    expect(state.problem?.message).not.toBe('');
    expect(state.problem?.hint).not.toBeNull();
    expect(server.requests()).toBeGreaterThan(0);
    expect(server.received()).not.toContain(canary);
  });

  test('the target of a redirect is never asked', async () => {
    const target = await hostile(html(200));
    const server = await hostile(
      (_, reply) => void reply.writeHead(307, { location: `${target.origin}/api/v2/token` }).end(),
    );
    await connectTo(server.origin);
    expect(target.requests()).toBe(0);
  });

  test('something that is not HTTP', async () => {
    const server = await startRaw('SSH-2.0-OpenSSH_9.2\r\n');
    toStop.push(server);
    expect((await connectTo(server.origin)).problem?.reason).toBe('not-http');
  });
});

describe('a connection that cannot be made', () => {
  test('nobody at that port', async () => {
    const server = await hostile(html(200));
    await server.stop();
    toStop = [];
    expect(await connectTo(server.origin)).toMatchObject({
      link: 'offline',
      problem: { kind: 'network', reason: 'connection-refused' },
    });
  });

  test('no such computer', async () => {
    const { link, problem } = await connectTo('https://tenant.does-not-exist.test');
    expect(link).toBe('offline');
    expect(['host-not-found', 'name-lookup-failed']).toContain(problem?.reason);
  });
});

describe('TLS', () => {
  let good: { key: string; cert: string };
  beforeAll(() => {
    good = makeCertificate('localhost');
  });

  test('a certificate that signed itself', async () => {
    const server = await hostile(html(200), good);
    expect(await connectTo(server.origin)).toMatchObject({
      link: 'offline',
      problem: { kind: 'network', reason: 'tls-self-signed', retryable: false },
    });
    expect(server.requests()).toBe(0);
  });

  test('the same with its authority known is let through to the next question', async () => {
    const server = await hostile(html(200), good);
    expect((await connectTo(server.origin, { ca: good.cert })).problem?.reason).toBe('web-page');
  });

  test('a certificate that is out of date', async () => {
    const old = makeCertificate('localhost', -1);
    const server = await hostile(html(200), old);
    expect((await connectTo(server.origin, { ca: old.cert })).problem?.reason).toBe('tls-expired');
  });

  test('a certificate of another name', async () => {
    const other = makeCertificate('other.example.com');
    const server = await hostile(html(200), other);
    expect((await connectTo(server.origin, { ca: other.cert })).problem?.reason).toBe('tls-wrong-host');
  });

  test('plain http at an https address', async () => {
    const server = await hostile(html(200));
    expect((await connectTo(server.origin.replace('http:', 'https:'))).problem?.reason).toBe(
      'tls-not-spoken',
    );
  });
});

describe('an account the tenant does not take', () => {
  let tenant: DemoTenant;
  let origin = '';
  beforeAll(async () => {
    ({ tenant, origin } = await startTenant({ profile: '3.0', switches: { mustChangeBlocksSignIn: true } }));
  });
  afterAll(() => tenant.stop());

  test('a wrong client secret', async () => {
    const { link, problem } = await connectTo(origin, {
      account: tenant.credentials.serviceAccount.clientId,
    });
    expect(link).toBe('needs-sign-in');
    expect(problem).toMatchObject({ kind: 'auth', reason: 'wrong-secret' });
    expect(problem?.message).toContain('client id');
  });

  test('a wrong password', async () => {
    const { problem } = await connectTo(origin, {
      account: tenant.credentials.administrator.email,
      method: 'password',
    });
    expect(problem?.reason).toBe('wrong-secret');
    expect(problem?.message).toContain('e-mail');
  });

  test('a service account that is switched off, where the tenant does not say so, is at least hinted at', async () => {
    const { clientId, clientSecret } = tenant.credentials.disabledServiceAccount;
    const { problem } = await connectTo(origin, { account: clientId, secret: clientSecret });
    expect(problem?.reason).toBe('wrong-secret');
    expect(problem?.hint).toContain('switched off');
  });

  test.each([
    [400, { error: 'invalid_grant', error_description: 'Account disabled' }, 'account-disabled'],
    [401, { error: 'invalid_client', error_description: 'Client is revoked' }, 'account-disabled'],
    [401, { error: 'invalid_client', error_description: 'Client secret has expired' }, 'account-expired'],
    [403, { error: 'invalid_grant', error_description: 'Account expired' }, 'account-expired'],
    [400, { error: 'unsupported_grant_type' }, 'sign-in-method-refused'],
    [401, { error: 'invalid_client', error_description: canary }, 'wrong-secret'],
  ])('a tenant that refuses with %i %j', async (status, body, reason) => {
    const server = await hostile(json(status, body));
    const { link, problem } = await connectTo(server.origin);
    expect({ link, reason: problem?.reason }).toEqual({ link: 'needs-sign-in', reason });
    expect(JSON.stringify(problem)).not.toContain(canary);
  });

  test('a password that has to be changed first', async () => {
    const { email, password } = tenant.credentials.newcomer;
    const { problem } = await connectTo(origin, { account: email, secret: password, method: 'password' });
    expect(problem?.reason).toBe('password-change-needed');
  });
});

test.each([
  ['has the users of 2.13 is one', true, { link: 'online', reason: undefined }],
  ['has none of the calls of a tenant is none', false, { link: 'not-a-tenant', reason: 'no-known-version' }],
])('a server that issues tokens and %s', async (_, hasUsers, expected) => {
  const server = await hostile((request, reply) => {
    const path = request.url ?? '';
    if (path.startsWith('/api/v1/token') && request.method === 'POST') {
      const body = { accessToken: 'header.e30.signature' };
      return server.received().includes(canary)
        ? json(200, body)(request, reply)
        : json(400, { code: 400, message: 'bad' })(request, reply);
    }
    if (hasUsers && path.startsWith('/v1/k8s/')) return json(200, [])(request, reply);
    return json(404, { code: 404, message: 'Not found' })(request, reply);
  });
  const { link, problem } = await connectTo(server.origin);
  expect({ link, reason: problem?.reason }).toEqual(expected);
});
