import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createDemoTenant,
  type DemoTenant,
  type FaultRule,
} from '../../../src-main/demo-tenant/demo-tenant.ts';
import { readFaultRules } from '../../../src-main/demo-tenant/http/fault-file.ts';
import { openApiDocument } from './without-sockets.ts';

const running: DemoTenant[] = [];

afterEach(async () => {
  for (const tenant of running.splice(0)) await tenant.stop();
});

async function start(faults: FaultRule[] = [], seed = 1) {
  const tenant = createDemoTenant({
    profile: '3.0',
    users: 100,
    seed,
    clock: Date.now,
    openApiDocument,
    faults,
  });
  running.push(tenant);
  const { baseUrl } = await tenant.start();
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  const arrival = { method: 'POST', url: '/api/v2/token', sourceIp: '127.0.0.1' };
  const grant = { grantType: 'client_credentials', clientId, clientSecret };
  const { accessToken } = tenant.core.issue('tokenV2', grant, arrival);
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const get = (path = '/api/v1/users/count', init: RequestInit = {}) =>
    fetch(`${baseUrl}${path}`, { headers, ...init });
  const createUser = (email: string) =>
    get('/api/v1/users', { method: 'POST', body: JSON.stringify({ email }) });
  return { tenant, baseUrl, headers, get, createUser };
}

const count = { operationId: 'countUsers' } as const;

describe('behaviour 27: faults, over a real socket', () => {
  test.each([401, 403, 500, 503])('status %i with the envelope', async (status) => {
    const { get, tenant } = await start([{ match: count, action: { kind: 'status', status } }]);
    const reply = await get();
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ code: status, message: expect.any(String) });
    expect(tenant.requests.entries.at(-1)).toMatchObject({
      status,
      fault: 'fault-1',
      operationId: 'countUsers',
    });
  });

  test.each([502, 504])('status %i with an HTML body', async (status) => {
    const { get } = await start([{ match: count, action: { kind: 'html', status } }]);
    const reply = await get();
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toBe('text/html');
    expect(await reply.text()).toContain('<h1>');
  });

  test('429 with seconds, with a date, and without Retry-After', async () => {
    const { get, tenant } = await start();
    const retryAfter = async (action: FaultRule['action']): Promise<string | null> => {
      tenant.faults.clear();
      tenant.faults.add({ match: count, action });
      const reply = await get();
      expect(reply.status).toBe(429);
      await reply.text();
      return reply.headers.get('retry-after');
    };
    expect(await retryAfter({ kind: 'too-many', retryAfter: 7 })).toBe('7');
    const date = await retryAfter({ kind: 'too-many', retryAfter: 60, form: 'date' });
    expect(date).toMatch(/GMT$/);
    expect(Date.parse(date ?? '') - Date.now()).toBeGreaterThan(50_000);
    expect(await retryAfter({ kind: 'too-many' })).toBeNull();
  });

  test('a delay holds the reply back', async () => {
    const { get } = await start([{ match: count, action: { kind: 'delay', ms: 120 } }]);
    const before = performance.now();
    const reply = await get();
    expect(await reply.json()).toEqual({ count: 100 });
    expect(performance.now() - before).toBeGreaterThanOrEqual(115);
  });

  test('a cut reply announces its full length and breaks off', async () => {
    const { baseUrl, headers } = await start([
      { match: { path: '/api/v1/users' }, action: { kind: 'cut', afterBytes: 100 } },
    ]);
    const seen = await new Promise<{ announced: number; received: number; complete: boolean }>(
      (resolve, reject) => {
        httpRequest(`${baseUrl}/api/v1/users`, { headers }, (reply) => {
          let received = 0;
          reply.on('data', (chunk: Buffer) => (received += chunk.length));
          reply.on('error', () => undefined);
          reply.on('close', () =>
            resolve({
              announced: Number(reply.headers['content-length']),
              received,
              complete: reply.complete,
            }),
          );
        })
          .on('error', reject)
          .end();
      },
    );
    expect(seen.announced).toBeGreaterThan(10_000);
    expect(seen.received).toBe(100);
    expect(seen.complete).toBe(false);
  });

  test('a dropped connection has applied nothing', async () => {
    const { createUser, tenant } = await start([
      { match: { operationId: 'createUser', nth: 1 }, action: { kind: 'drop' } },
    ]);
    await expect(createUser('try.twice@example.com')).rejects.toThrow();
    expect(tenant.journal.of('user.created')).toEqual([]);
    expect(tenant.requests.entries.at(-1)).toMatchObject({ status: 0, bytes: 0 });
    expect((await createUser('try.twice@example.com')).status).toBe(201);
  });

  test('a lost reply was applied: the repetition meets 409', async () => {
    const { createUser, tenant } = await start([
      { match: { operationId: 'createUser', nth: 1 }, action: { kind: 'reply-lost' } },
    ]);
    await expect(createUser('try.twice@example.com')).rejects.toThrow();
    expect(tenant.journal.of('user.created')).toHaveLength(1);
    expect((await createUser('try.twice@example.com')).status).toBe(409);
    expect(tenant.journal.of('user.created')).toHaveLength(1);
    expect(tenant.requests.count('createUser')).toBe(2);
  });

  test('a hanging call ends when the caller gives up', async () => {
    const { get, tenant } = await start([{ match: count, action: { kind: 'hang' } }]);
    const patience = new AbortController();
    const reply = get('/api/v1/users/count', { signal: patience.signal });
    await expect.poll(() => tenant.faults.list()[0]?.fired).toBe(1);
    patience.abort();
    await expect(reply).rejects.toThrow('aborted');
    await expect.poll(() => tenant.requests.entries.at(-1)?.fault).toBe('fault-1');
  });

  test('a hanging call does not keep the tenant from stopping', async () => {
    const { get, tenant } = await start([{ match: count, action: { kind: 'hang' } }]);
    const reply = get().catch((cause: unknown) => cause);
    await expect.poll(() => tenant.faults.list()[0]?.fired).toBe(1);
    await tenant.stop();
    expect(await reply).toBeInstanceOf(Error);
  });

  test('a huge body', async () => {
    const { get } = await start([{ match: count, action: { kind: 'huge', bytes: 5_000_000 } }]);
    const reply = await get();
    expect(Number(reply.headers.get('content-length'))).toBeGreaterThanOrEqual(5_000_000);
    expect((await reply.text()).length).toBeGreaterThanOrEqual(5_000_000);
  });

  test('a redirect', async () => {
    const location = 'http://login.example.test/';
    const { get } = await start([{ match: count, action: { kind: 'redirect', status: 302, location } }]);
    const reply = await get('/api/v1/users/count', { redirect: 'manual' });
    expect([reply.status, reply.headers.get('location')]).toEqual([302, location]);
  });

  test.each(['syntax', 'shape', 'html', 'empty'] as const)('a wrong body (%s)', async (form) => {
    const { get } = await start([{ match: count, action: { kind: 'wrong-json', form } }]);
    const reply = await get();
    expect(reply.status).toBe(200);
    const text = await reply.text();
    if (form === 'shape') expect(JSON.parse(text)).not.toHaveProperty('count');
    else expect(() => JSON.parse(text) as unknown).toThrow();
  });

  test('a slow drip arrives in pieces and whole', async () => {
    const { get } = await start([
      { match: { path: '/api/v1/clusters' }, action: { kind: 'drip', bytes: 200, everyMs: 5 } },
    ]);
    const reply = await get('/api/v1/clusters');
    let pieces = 0;
    let text = '';
    for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>) {
      pieces++;
      text += Buffer.from(chunk).toString();
    }
    expect(pieces).toBeGreaterThan(2);
    expect(JSON.parse(text)).toHaveLength(3);
  });
});

describe('fault rules', () => {
  const fail: FaultRule['action'] = { kind: 'status', status: 503 };

  test.each([
    ['method', { method: 'get' }, [503, 503, 503]],
    ['another method', { method: 'POST' }, [200, 200, 200]],
    ['path pattern', { path: '/api/*/count' }, [503, 503, 503]],
    ['path that is only a part', { path: '/api/v1/users' }, [200, 200, 200]],
    ['nth', { ...count, nth: 2 }, [200, 503, 200]],
    ['times', { ...count, times: 2 }, [503, 503, 200]],
    ['probability 0', { probability: 0 }, [200, 200, 200]],
    ['probability 1', { probability: 1 }, [503, 503, 503]],
  ])('match by %s', async (_name, match, statuses) => {
    const { get } = await start([{ match, action: fail }]);
    const seen: number[] = [];
    for (let i = 0; i < 3; i++) seen.push((await get()).status);
    expect(seen).toEqual(statuses);
  });

  test('chance comes from the seed', async () => {
    const run = async (seed: number): Promise<number[]> => {
      const { get } = await start([{ match: { probability: 0.5 }, action: fail }], seed);
      const seen: number[] = [];
      for (let i = 0; i < 16; i++) seen.push((await get()).status);
      return seen;
    };
    const first = await run(3);
    expect(await run(3)).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 503]));
  });

  test('rules come and go while running', async () => {
    const { get, tenant } = await start();
    const id = tenant.faults.add({ match: count, action: fail });
    expect((await get()).status).toBe(503);
    tenant.faults.remove(id);
    expect((await get()).status).toBe(200);
    expect(tenant.faults.list()).toEqual([]);
  });
});

describe('fault rules from a file', () => {
  test('are taken when they fit', () => {
    const rules = [{ match: { nth: 2 }, action: { kind: 'redirect', status: 302, location: '/x' } }];
    expect(readFaultRules(JSON.stringify(rules))).toEqual(rules);
  });

  test.each([
    ['{}', 'array'],
    ['[1]', 'fault rule 1: needs'],
    ['[{"match": {}, "action": {"kind": "explode"}}]', 'no action "explode"'],
    ['[{"match": {"pth": "x"}, "action": {"kind": "drop"}}]', 'match has no "pth"'],
    ['[{"match": {"nth": "1"}, "action": {"kind": "drop"}}]', 'match.nth is not a number'],
    [
      '[{"match": {}, "action": {"kind": "drop"}}, {"match": {}, "action": {"kind": "delay"}}]',
      'fault rule 2: action delay needs "ms"',
    ],
  ])('are refused with the reason: %s', (text, reason) => {
    expect(() => readFaultRules(text)).toThrow(reason);
  });
});

describe('the server', () => {
  test('down means refused connections; up again is the same port and the same state', async () => {
    const { get, createUser, tenant } = await start();
    expect((await createUser('before@example.com')).status).toBe(201);
    await tenant.admin.setDown(true);
    await expect(get()).rejects.toThrow();
    await tenant.admin.setDown(false);
    expect(await (await get()).json()).toEqual({ count: 101 });
  });

  test('refuses bodies that are too large, not JSON, or of another type', async () => {
    const { get, headers } = await start();
    const signed = (body: string, type: string) =>
      get('/api/v1/users', { method: 'POST', body, headers: { ...headers, 'content-type': type } });
    expect((await signed('{"email":', 'application/json')).status).toBe(400);
    expect((await signed('email=a', 'text/plain')).status).toBe(415);
    expect((await signed(`{"email":"${'x'.repeat(1_100_000)}"}`, 'application/json')).status).toBe(413);
  });

  test('behaviour 29: the wire carries no ETag, request id or CORS header', async () => {
    const { get } = await start();
    const names = [...(await get()).headers.keys()];
    expect(names.toSorted()).toEqual(['connection', 'content-length', 'content-type', 'date', 'keep-alive']);
  });

  test('the request log counts and holds no query values', async () => {
    const { get, tenant } = await start();
    await get('/api/v1/users?search=somebody');
    await get('/nowhere');
    expect(tenant.requests.entries.map((e) => [e.seq, e.path, e.operationId, e.status])).toEqual([
      [1, '/api/v1/users', 'listUsers', 200],
      [2, '/nowhere', undefined, 404],
    ]);
    expect(tenant.requests.counters.get('listUsers 200')).toBe(1);
    expect(JSON.stringify(tenant.requests.entries)).not.toContain('somebody');
  });
});
