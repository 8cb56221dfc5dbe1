import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import type { DemoTenant, FaultAction } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { administrator, clientOf, hasty, startTenant } from './connected-tenant.ts';

let tenant: DemoTenant;
let origin: string;
let client: TenantClient;
const signal = new AbortController().signal;
const firstUsers = (): Promise<unknown> => client.page('users', { offset: 0, limit: 10 }, signal);
const person = (email: string): Parameters<TenantClient['createUser']>[0] => ({
  email,
  firstName: null,
  lastName: null,
  notify: false,
});

beforeAll(async () => {
  ({ tenant, origin } = await startTenant({ profile: '3.0', switches: { rulePhaseDelayMs: 0 } }));
  client = await clientOf(origin, administrator(tenant), { totalTimeoutMs: 400 });
});
afterEach(() => tenant.faults.clear());
afterAll(() => tenant.stop());

describe('a page', () => {
  const passing: readonly [string, FaultAction][] = [
    ['429 that asks for seconds', { kind: 'too-many', retryAfter: 1, form: 'seconds' }],
    ['429 that names a date', { kind: 'too-many', retryAfter: 1, form: 'date' }],
    ['429 without a word', { kind: 'too-many' }],
    ['500', { kind: 'status', status: 500 }],
    ['502 with a page of a gateway', { kind: 'html', status: 502 }],
    ['503', { kind: 'status', status: 503 }],
    ['504 with a page of a gateway', { kind: 'html', status: 504 }],
    ['body cut short', { kind: 'cut', afterBytes: 20 }],
    ['dropped connection', { kind: 'drop' }],
    ['lost reply', { kind: 'reply-lost' }],
    ['tenant that never answers', { kind: 'hang' }],
  ];
  test.each(passing)('%s is got over', async (_, action) => {
    const before = tenant.requests.total;
    tenant.faults.add({ match: { operationId: 'listUsers', times: 1 }, action });
    await expect(firstUsers()).resolves.toBeDefined();
    expect(tenant.requests.total - before).toBeLessThanOrEqual(2);
  });

  const final: readonly [string, FaultAction, object][] = [
    [
      '400',
      { kind: 'status', status: 400, message: 'limit is odd' },
      { kind: 'input', message: expect.stringContaining('limit is odd') },
    ],
    ['403', { kind: 'status', status: 403 }, { kind: 'not-permitted' }],
    ['404', { kind: 'status', status: 404 }, { kind: 'not-found' }],
    ['409', { kind: 'status', status: 409 }, { kind: 'conflict' }],
    ['422', { kind: 'status', status: 422 }, { kind: 'input' }],
    [
      'redirect',
      { kind: 'redirect', status: 302, location: 'https://login.example.com/x' },
      { kind: 'not-a-tenant', reason: 'redirected', message: expect.stringContaining('login.example.com') },
    ],
    ['captive portal', { kind: 'wrong-json', form: 'html' }, { kind: 'not-a-tenant', reason: 'web-page' }],
    ['broken JSON', { kind: 'wrong-json', form: 'syntax' }, { kind: 'tenant', reason: 'outside-contract' }],
    [
      'JSON of another shape',
      { kind: 'wrong-json', form: 'shape' },
      { kind: 'tenant', reason: 'outside-contract' },
    ],
    ['nothing at all', { kind: 'wrong-json', form: 'empty' }, { kind: 'not-a-tenant', reason: 'not-json' }],
    ['404 that is a web page', { kind: 'html', status: 404 }, { kind: 'not-a-tenant', reason: 'web-page' }],
    ['more than 64 MB', { kind: 'huge', bytes: 65 * 1024 * 1024 }, { reason: 'reply-too-large' }],
  ];
  test.each(final)('%s ends it at the first try', async (_, action, body) => {
    const before = tenant.requests.count('listUsers');
    tenant.faults.add({ match: { operationId: 'listUsers' }, action });
    const patient = await clientOf(origin, administrator(tenant));
    await expect(patient.page('users', { offset: 0, limit: 10 }, signal)).rejects.toMatchObject({ body });
    expect(tenant.requests.count('listUsers') - before).toBeLessThanOrEqual(1);
  });

  test('a long Retry-After is handed on instead of waited for', async () => {
    tenant.faults.add({ match: { operationId: 'listUsers' }, action: { kind: 'too-many', retryAfter: 600 } });
    await expect(firstUsers()).rejects.toMatchObject({
      body: { reason: 'too-many-requests', retryable: true, retryAfterSeconds: 600, status: 429 },
    });
  });

  test('a tenant that keeps failing is asked four times and no more', async () => {
    const before = tenant.requests.count('listUsers');
    tenant.faults.add({ match: { operationId: 'listUsers' }, action: { kind: 'status', status: 503 } });
    await expect(firstUsers()).rejects.toMatchObject({ body: { reason: 'tenant-unavailable' } });
    expect(tenant.requests.count('listUsers') - before).toBe(hasty.attempts);
  });

  test('stopping ends it at once', async () => {
    const stop = new AbortController();
    tenant.faults.add({ match: { operationId: 'listUsers' }, action: { kind: 'hang' } });
    const page = client.page('users', { offset: 0, limit: 10 }, stop.signal);
    stop.abort();
    await expect(page).rejects.toMatchObject({ body: { kind: 'cancelled' } });
  });
});

describe('an act whose reply is lost', () => {
  const lost: readonly [string, FaultAction, number][] = [
    ['after it was applied', { kind: 'reply-lost' }, 1],
    ['in the middle of the reply', { kind: 'cut', afterBytes: 10 }, 1],
    ['and never was applied', { kind: 'drop' }, 0],
    ['behind a gateway', { kind: 'html', status: 504 }, 0],
    ['in an answer nobody understands', { kind: 'wrong-json', form: 'shape' }, 0],
    ['to a slow tenant', { kind: 'hang' }, 0],
  ];
  test.each(lost)(
    '%s: creating a user is of unknown outcome and was sent once',
    async (name, action, effects) => {
      const email = `${name.replaceAll(' ', '-')}@example.com`;
      const created = (): number =>
        tenant.journal.of('user.created').filter(({ subjects }) => subjects.includes(email)).length;
      const before = tenant.requests.count('createUser');
      tenant.faults.add({ match: { operationId: 'createUser' }, action });
      await expect(client.createUser(person(email))).rejects.toMatchObject({
        body: { reason: 'outcome-unknown', retryable: false },
      });
      tenant.faults.clear();
      expect(created()).toBe(effects);
      expect(tenant.requests.count('createUser') - before).toBeLessThanOrEqual(1);
      expect((await client.findUser(email)) === null).toBe(effects === 0);
    },
  );

  test('a password is never issued twice by itself', async () => {
    const { id } = await client.createUser(person('twice@example.com'));
    const issued = (): number =>
      tenant.journal.of('password.issued').filter(({ subjects }) => subjects.includes(id)).length;
    const before = issued();
    tenant.faults.add({ match: { operationId: 'resetUserPassword' }, action: { kind: 'reply-lost' } });
    await expect(client.resetPassword(id)).rejects.toMatchObject({ body: { reason: 'outcome-unknown' } });
    expect(issued()).toBe(before + 1);
  });

  test('a deletion is of unknown outcome, and a second look finds nobody', async () => {
    const { id } = await client.createUser(person('leaving@example.com'));
    tenant.faults.add({ match: { operationId: 'deleteUser', times: 1 }, action: { kind: 'reply-lost' } });
    await expect(client.deleteUser(id)).rejects.toMatchObject({ body: { reason: 'outcome-unknown' } });
    expect(await client.readUser(id)).toBeNull();
    expect(await client.deleteUser(id)).toBe(false);
  });

  test('each rule of a lost batch is of unknown outcome', async () => {
    tenant.faults.add({ match: { operationId: 'batchCreateAccessRules' }, action: { kind: 'reply-lost' } });
    const scopes = [
      { type: 'tenant', id: tenant.tenantId },
      { type: 'project', id: 'x' },
    ] as const;
    const made = await client.createRules({
      subject: { type: 'user', id: 'a@example.com' },
      roleId: 7,
      scopes,
    });
    expect(made.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
    expect(tenant.requests.count('createAccessRule')).toBe(0);
  });
});

test('a batch call that is not there falls back to single calls', async () => {
  tenant.faults.add({
    match: { operationId: 'batchCreateAccessRules' },
    action: { kind: 'status', status: 405 },
  });
  const scopes = [
    { type: 'tenant', id: tenant.tenantId },
    { type: 'project', id: 'nowhere' },
  ] as const;
  const made = await client.createRules({
    subject: { type: 'user', id: 'single@example.com' },
    roleId: 7,
    scopes,
  });
  expect(made.map(({ outcome }) => outcome)).toEqual(['created', 'failed']);
});

test('a refused token is renewed once, and the call goes through', async () => {
  const before = tenant.requests.count('tokenV2');
  tenant.faults.add({
    match: { operationId: 'listUsers', times: 1 },
    action: { kind: 'status', status: 401 },
  });
  await firstUsers();
  expect(tenant.requests.count('tokenV2')).toBe(before + 1);
});

test('a call that issues a password is not sent again even then', async () => {
  const { id } = await client.createUser(person('expired@example.com'));
  const before = tenant.requests.count('resetUserPassword');
  tenant.faults.add({
    match: { operationId: 'resetUserPassword', times: 1 },
    action: { kind: 'status', status: 401 },
  });
  await expect(client.resetPassword(id)).rejects.toMatchObject({
    body: { reason: 'sign-in-renewed', retryable: true },
  });
  expect(tenant.requests.count('resetUserPassword')).toBe(before + 1);
  await expect(client.resetPassword(id)).resolves.toMatchObject({ temporaryPassword: expect.any(String) });
});

test('nobody at home is a refused connection in words', async () => {
  await tenant.admin.setDown(true);
  await expect(firstUsers()).rejects.toMatchObject({
    body: { kind: 'network', reason: 'connection-refused' },
  });
  await expect(client.createUser(person('down@example.com'))).rejects.toMatchObject({
    body: { kind: 'network', reason: 'connection-refused' },
  });
  await tenant.admin.setDown(false);
  await expect(firstUsers()).resolves.toBeDefined();
});

describe('one role for many', () => {
  const subjects = ['many-1@example.com', 'Many-2@example.com', 'many-3@example.com'].map((id) => ({
    type: 'user' as const,
    id,
  }));
  const wanted = () => ({ subjects, roleId: 7, scope: { type: 'tenant' as const, id: tenant.tenantId } });
  const outcomes = async (op = 'change-1'): Promise<string[] | null> =>
    (await client.giveToMany(wanted(), op))?.map(({ outcome }) => outcome) ?? null;

  test('is one request, and each has its own end', async () => {
    const before = tenant.requests.count('batchCreateAccessRules');
    const single = tenant.requests.count('createAccessRule');
    const made = await client.giveToMany(wanted(), 'change-1');
    expect(made?.map((one) => (one.outcome === 'created' ? one.rule.subjectId : one.outcome))).toEqual(
      subjects.map(({ id }) => id),
    );
    const more = [
      { type: 'user' as const, id: 'MANY-1@example.com' },
      { type: 'group' as const, id: 'cats' },
    ];
    const again = await client.giveToMany({ ...wanted(), subjects: more }, 'change-2');
    expect(again?.map(({ outcome }) => outcome)).toEqual(['exists', 'created']);
    const nowhere = await client.giveToMany(
      { ...wanted(), scope: { type: 'project', id: 'nowhere' } },
      'change-3',
    );
    expect(nowhere?.map((one) => (one.outcome === 'failed' ? one.error.kind : one.outcome))).toEqual([
      'not-found',
      'not-found',
      'not-found',
    ]);
    expect(tenant.requests.count('batchCreateAccessRules')).toBe(before + 3);
    expect(tenant.requests.count('createAccessRule')).toBe(single);
  });

  test.each([400, 403, 404, 405, 409, 422])(
    'refused as a whole with %s, each may go alone',
    async (status) => {
      tenant.faults.add({
        match: { operationId: 'batchCreateAccessRules', times: 1 },
        action: { kind: 'status', status },
      });
      expect(await outcomes()).toBeNull();
    },
  );

  test('lost, it is of unknown outcome', async () => {
    tenant.faults.add({
      match: { operationId: 'batchCreateAccessRules', times: 1 },
      action: { kind: 'reply-lost' },
    });
    await expect(outcomes()).rejects.toMatchObject({ body: { reason: 'outcome-unknown' } });
  });

  test('a version without the call is not asked for it', async () => {
    const old = await startTenant({ profile: '2.18' });
    const its = await clientOf(old.origin, administrator(old.tenant));
    const scope = { type: 'tenant', id: old.tenant.tenantId } as const;
    expect(await its.giveToMany({ subjects, roleId: 7, scope })).toBeNull();
    expect(old.tenant.requests.count('batchCreateAccessRules')).toBe(0);
    await old.tenant.stop();
  });
});
