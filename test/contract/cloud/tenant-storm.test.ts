import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTenantClient } from '../../../src-main/cloud/create-tenant-client.ts';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import type { Transport } from '../../../src-main/cloud/transport.ts';
import type { DemoTenant, FaultAction } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { factKinds } from '../../../src-shared/domain/sync-state.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { administrator, clientOf, httpTo, startTenant } from './connected-tenant.ts';

let tenant: DemoTenant;
let client: TenantClient;
const signal = new AbortController().signal;

beforeAll(async () => {
  const started = await startTenant({ profile: '3.0' });
  tenant = started.tenant;
  client = await clientOf(started.origin, administrator(tenant), { totalTimeoutMs: 300 });
});
afterEach(() => tenant.faults.clear());
afterAll(() => tenant.stop());

test('with three faults in ten requests, at most three requests are made for each one needed (I13)', async () => {
  const actions: readonly FaultAction[] = [
    { kind: 'status', status: 500 },
    { kind: 'drop' },
    { kind: 'reply-lost' },
    { kind: 'html', status: 502 },
    { kind: 'cut', afterBytes: 5 },
    { kind: 'too-many' },
  ];
  for (const action of actions)
    tenant.faults.add({ match: { operationId: 'listUsers', probability: 0.06 }, action });
  const before = client.usage().requests;
  const needed = 150;
  const ends = await Promise.allSettled(
    Array.from({ length: needed }, (_, index) => client.page('users', { offset: index, limit: 1 }, signal)),
  );
  const requests = client.usage().requests - before;
  expect(requests).toBeGreaterThan(needed);
  expect(requests / needed).toBeLessThanOrEqual(3);
  expect(ends.filter(({ status }) => status === 'fulfilled').length / needed).toBeGreaterThan(0.95);
});

test('never more than four requests are in flight', async () => {
  let now = 0;
  let most = 0;
  const transport: Transport = {
    close() {},
    async send() {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return {
        status: 200,
        header: (name) => (name === 'content-type' ? 'application/json' : null),
        body: new TextEncoder().encode('[]').buffer,
      };
    },
  };
  const tokens = { token: async () => 't', renew: async () => 't' };
  const busy = createTenantClient(httpTo('https://tenant.example.com', tokens, { transport }), '3.0');
  await Promise.all(Array.from({ length: 60 }, () => busy.page('users', { offset: 0, limit: 500 }, signal)));
  expect(most).toBe(4);
});

test('whatever a tenant answers, only errors of ours come out and no prototype changes', async () => {
  const shape = JSON.stringify(Reflect.ownKeys(Object.prototype).map(String).toSorted());
  const replies = fc.record({
    status: fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 409, 429, 500, 502, 511),
    type: fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'text/html',
      '',
      'application/problem+json',
    ),
    body: fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom(
        '{"__proto__":{"polluted":1}}',
        '[{"id":"a","username":"b","__proto__":{"polluted":1}}]',
        '{"constructor":{"prototype":{"polluted":1}}}',
        `${'['.repeat(5000)}${']'.repeat(5000)}`,
        '{"count":-1}',
        '{"count":1e400}',
        '{"id":"x","username":"y","tempPassword":5}',
      ),
    ),
  });
  await fc.assert(
    fc.asyncProperty(replies, fc.nat({ max: 11 }), async ({ status, type, body }, which) => {
      const transport: Transport = {
        close() {},
        send: async () => ({
          status,
          header: (name) => (name === 'content-type' ? type : null),
          body: new TextEncoder().encode(body).buffer,
        }),
      };
      const tokens = { token: async () => 't', renew: async () => 't' };
      const fed = createTenantClient(httpTo('https://tenant.example.com', tokens, { transport }), '3.0');
      const acts: readonly (() => Promise<unknown>)[] = [
        () => fed.count('users', signal),
        () => fed.page(factKinds[which % factKinds.length] ?? 'users', { offset: 0, limit: 5 }, signal),
        () => fed.callerPermissions(signal),
        () => fed.tenantNumber(signal),
        () => fed.createUser({ email: 'a@example.com', firstName: null, lastName: null, notify: false }),
        () => fed.readUser('x'),
        () => fed.findUser('a@example.com'),
        () => fed.deleteUser('x'),
        () => fed.resetPassword('x'),
        () =>
          fed.createRules({
            subject: { type: 'user', id: 'a@example.com' },
            roleId: 1,
            scopes: [
              { type: 'tenant', id: '1' },
              { type: 'project', id: '2' },
            ],
          }),
        () => fed.deleteRule(1),
        () => fed.rulesOf({ type: 'group', id: 'g' }),
      ];
      try {
        await acts[which % acts.length]?.();
      } catch (error) {
        if (!(error instanceof RolebookError)) throw error;
      }
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    }),
    { numRuns: 1500 },
  );
  expect(JSON.stringify(Reflect.ownKeys(Object.prototype).map(String).toSorted())).toBe(shape);
});
