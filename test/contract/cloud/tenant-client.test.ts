import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNodeTransport } from '../../../src-main/cloud/node-transport.ts';
import { lacksKind } from '../../../src-main/cloud/lacks-kind.ts';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import { findTokenStyle, requestToken } from '../../../src-main/cloud/token-call.ts';
import type { Transport } from '../../../src-main/cloud/transport.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { type FactKind, factKinds } from '../../../src-shared/domain/sync-state.ts';
import { accessRuleFromWire } from '../../../src-shared/wire/access-rule-wire.ts';
import { clusterFromWire } from '../../../src-shared/wire/cluster-wire.ts';
import { departmentFromWire } from '../../../src-shared/wire/department-wire.ts';
import { identityProviderFromWire } from '../../../src-shared/wire/identity-provider-wire.ts';
import { parseGuarded, rowsOfPage } from '../../../src-shared/wire/parse-guarded.ts';
import { permissionSetFromWire } from '../../../src-shared/wire/permission-set-wire.ts';
import { projectFromWire } from '../../../src-shared/wire/project-wire.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import { serviceAccountFromWire } from '../../../src-shared/wire/service-account-wire.ts';
import { userFromWire } from '../../../src-shared/wire/user-wire.ts';
import { administrator, clientOf, httpWithoutToken, startTenant } from './connected-tenant.ts';

const fromWire: Record<FactKind, (raw: unknown) => unknown> = {
  clusters: clusterFromWire,
  departments: departmentFromWire,
  projects: projectFromWire,
  roles: roleFromWire,
  'permission-sets': permissionSetFromWire,
  'identity-providers': identityProviderFromWire,
  'service-accounts': serviceAccountFromWire,
  users: userFromWire,
  'access-rules': accessRuleFromWire,
};

const signal = new AbortController().signal;

async function sweep(client: TenantClient, kind: FactKind, limit: number): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (let offset = 0; ; offset += limit) {
    const page = await client.page(kind, { offset, limit }, signal);
    const part = rowsOfPage(parseGuarded(new TextDecoder().decode(page.bytes), kind), page.rowsMember, kind);
    rows.push(...part);
    if (!client.pages(kind) || part.length < limit) return rows;
  }
}

const profiles = ['3.0', '2.24', '2.22', '2.18'] as const;

describe.each(profiles)('a client of %s', (profile) => {
  const isOld = profile === '2.22' || profile === '2.18';
  let tenant: DemoTenant;
  let origin: string;
  let client: TenantClient;

  beforeAll(async () => {
    ({ tenant, origin } = await startTenant({ profile, switches: { rulePhaseDelayMs: 0 } }));
    client = await clientOf(origin, administrator(tenant));
  });
  afterAll(async () => {
    await tenant.stop();
    expect(tenant.replyFaults).toEqual([]);
  });

  const roleNamed = async (name: string): Promise<number> => {
    const roles = (await sweep(client, 'roles', 500)).map(roleFromWire);
    return roles.find((role) => role.name === name)?.id ?? -1;
  };
  const scopes = async (): Promise<{ type: 'project'; id: string }[]> =>
    (await sweep(client, 'projects', 500)).map((raw) => ({ type: 'project', id: projectFromWire(raw).id }));

  test('the line is found by probing', () => {
    expect(client.productLine).toBe(profile);
    expect(client.features.userNames).toBe(profile === '3.0');
  });

  test('the token call is found without showing a credential', async () => {
    expect(await findTokenStyle(httpWithoutToken(origin))).toBe(isOld ? 'v1-json' : 'v2-form');
  });

  test('its token calls know both ways to sign in', async () => {
    const http = httpWithoutToken(origin);
    const { email, password } = tenant.credentials.administrator;
    // 3.0 dropped the older call’s name for machines, and is never asked by it.
    const styles = { '3.0': ['v2-form'], '2.24': ['v2-form', 'v1-json'] } as const;
    for (const style of isOld ? (['v1-json'] as const) : styles[profile]) {
      const machine = await requestToken(http, style, administrator(tenant), Date.now());
      expect(machine.lifeSeconds).toBe(3600);
      const person = await requestToken(
        http,
        style,
        { type: 'password', account: email, secret: password },
        Date.now(),
      );
      expect(person.email).toBe(email);
    }
  });

  test.each(factKinds)('%s can be counted, paged and read into the domain', async (kind) => {
    const rows = await sweep(client, kind, 7);
    const counted = await client.count(kind, signal);
    if (counted !== null) expect(rows).toHaveLength(counted);
    expect(rows.length === 0).toBe(lacksKind(client.features, kind));
    for (const raw of rows) expect(() => fromWire[kind](raw)).not.toThrow();
    const keys = rows.map((raw) => JSON.stringify(raw));
    expect(new Set(keys).size).toBe(rows.length);
    expect(JSON.stringify(rows)).not.toMatch(/secret":/i);
  });

  test('beyond the end there is an empty page, for lists that page and for those that do not', async () => {
    for (const kind of factKinds) {
      const page = await client.page(kind, { offset: 100_000, limit: 500 }, signal);
      const reply = parseGuarded(new TextDecoder().decode(page.bytes), kind);
      expect(rowsOfPage(reply, page.rowsMember, kind)).toEqual([]);
    }
  });

  test('the rights of the caller and the number of the tenant', async () => {
    const permissions = await client.callerPermissions(signal);
    expect(permissions.find(({ resourceType }) => resourceType === 'users')?.actions).toContain('create');
    expect(await client.tenantNumber(signal)).toBe(tenant.tenantId);
  });

  test('a user from creation to its end', async () => {
    const email = 'Grace.Hopper@example.com';
    const made = await client.createUser({ email, firstName: 'Grace', lastName: 'Hopper', notify: false });
    expect(made.email).toBe(email);
    expect(made.temporaryPassword).not.toBe('');
    const user = userFromWire(await client.readUser(made.id));
    expect(user).toMatchObject({
      id: made.id,
      email,
      isLocal: true,
      firstName: profile === '3.0' ? 'Grace' : null,
    });
    expect(await client.findUser('grace.hopper@EXAMPLE.com')).toMatchObject({ id: made.id });

    await expect(
      client.createUser({ email, firstName: null, lastName: null, notify: false }),
    ).rejects.toMatchObject({
      body: { kind: 'conflict', reason: 'email-taken', status: 409 },
    });
    const reset = await client.resetPassword(made.id);
    expect(reset.temporaryPassword).not.toBe(made.temporaryPassword);
    await client.signOutUser(made.id);

    expect(await client.deleteUser(made.id)).toBe(true);
    expect(await client.deleteUser(made.id)).toBe(false);
    expect(await client.readUser(made.id)).toBeNull();
    expect(await client.findUser(email)).toBeNull();
    await expect(client.resetPassword(made.id)).rejects.toMatchObject({ body: { kind: 'not-found' } });
  });

  test('rules are made in a batch, found again by e-mail, and taken away', async () => {
    const subject = { type: 'user', id: 'new.person@example.com' } as const;
    const roleId = await roleNamed('Editor');
    const [one, two, three] = await scopes();
    if (one === undefined || two === undefined || three === undefined) throw new Error('too few projects');
    const before = tenant.requests.count('batchCreateAccessRules');
    const batches = profile === '2.18' ? 0 : 1;
    const made = await client.createRules({ subject, roleId, scopes: [one, two] });
    expect(made.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    expect(tenant.requests.count('batchCreateAccessRules')).toBe(before + batches);

    const again = await client.createRules({
      subject,
      roleId,
      scopes: [two, three, { type: 'project', id: 'nowhere' }],
    });
    expect(again.map(({ outcome }) => outcome)).toEqual(['exists', 'created', 'failed']);
    expect(again[2]).toMatchObject({ error: { kind: 'not-found' } });

    const mine = await client.rulesOf(subject);
    expect(mine.map(({ rule }) => rule.scopeId).toSorted()).toEqual([one.id, two.id, three.id].toSorted());
    for (const { rule } of mine) expect(await client.deleteRule(rule.id)).toBe(true);
    expect(await client.deleteRule(mine[0]?.rule.id ?? -1)).toBe(false);
    expect(await client.rulesOf(subject)).toEqual([]);
  });

  test('one rule alone goes by the single call, and a second one is there already', async () => {
    const subject = { type: 'user', id: 'alone@example.com' } as const;
    const roleId = await roleNamed('Viewer');
    const scope = { type: 'tenant', id: tenant.tenantId } as const;
    const [first] = await client.createRules({ subject, roleId, scopes: [scope] });
    expect(first).toMatchObject({ outcome: 'created', rule: { roleName: 'Viewer', scopeType: 'tenant' } });
    expect(await client.createRules({ subject, roleId, scopes: [scope] })).toEqual([
      { outcome: 'exists', scope },
    ]);
  });

  test('a group whose name holds commas has its own rules and nobody else’s', async () => {
    const roleId = await roleNamed('Viewer');
    const scope = { type: 'tenant', id: tenant.tenantId } as const;
    const group = (id: string): { type: 'group'; id: string } => ({ type: 'group', id });
    await client.createRules({ subject: group('CN=research,OU=eng,DC=example'), roleId, scopes: [scope] });
    await client.createRules({ subject: group('CN=research,OU=ops,DC=example'), roleId, scopes: [scope] });
    const rules = await client.rulesOf(group('CN=research,OU=eng,DC=example'));
    expect(rules.map(({ rule }) => rule.subjectId)).toEqual(['CN=research,OU=eng,DC=example']);
  });

  test('the rules of a service account are found under each of its names', async () => {
    const accounts = (await sweep(client, 'service-accounts', 500)).map(serviceAccountFromWire);
    const account = accounts.at(-1);
    if (account === undefined) throw new Error('no service account');
    const roleId = await roleNamed('Viewer');
    const [one, two] = await scopes();
    if (one === undefined || two === undefined) throw new Error('too few projects');
    const machine = (id: string): { type: 'service-account'; id: string } => ({
      type: 'service-account',
      id,
    });
    await client.createRules({ subject: machine(account.clientId), roleId, scopes: [one] });
    await client.createRules({ subject: machine(account.name), roleId, scopes: [two] });
    const found = (await client.rulesOf(machine(account.clientId))).map(({ rule }) => rule.scopeId);
    expect(found).toEqual(expect.arrayContaining([one.id, two.id]));
  });

  test('a service account from creation to its end', async () => {
    const made = await client.createServiceAccount({ name: 'nightly-import' });
    expect(made).toMatchObject({ name: 'nightly-import' });
    expect(made.clientSecret).not.toBe('');
    const read = serviceAccountFromWire(await client.readServiceAccount(made.id));
    expect(read).toMatchObject({ id: made.id, clientId: made.clientId, enabled: true });
    expect(await client.findServiceAccount('nightly-import')).toMatchObject({
      id: made.id,
      clientId: made.clientId,
    });
    expect(await client.findServiceAccount('Nightly-import')).toBeNull();
    await expect(client.createServiceAccount({ name: 'nightly-import' })).rejects.toMatchObject({
      body: { kind: 'conflict', reason: 'name-taken', status: 409 },
    });

    const signIn = (secret: string): Promise<TenantClient> =>
      clientOf(origin, { type: 'service-account', account: made.clientId, secret });
    await signIn(made.clientSecret);
    await client.setServiceAccountEnabled(made.id, false);
    expect(serviceAccountFromWire(await client.readServiceAccount(made.id)).enabled).toBe(false);
    await expect(signIn(made.clientSecret)).rejects.toMatchObject({ body: { kind: 'auth' } });
    await client.setServiceAccountEnabled(made.id, true);

    const { clientSecret } = await client.rotateServiceAccount(made.id);
    await expect(signIn(made.clientSecret)).rejects.toMatchObject({ body: { kind: 'auth' } });
    await signIn(clientSecret);

    expect(await client.deleteServiceAccount(made.id)).toBe(true);
    expect(await client.deleteServiceAccount(made.id)).toBe(false);
    expect(await client.readServiceAccount(made.id)).toBeNull();
    await expect(client.setServiceAccountEnabled(made.id, true)).rejects.toMatchObject({
      body: { kind: 'not-found' },
    });
    await expect(client.rotateServiceAccount(made.id)).rejects.toMatchObject({ body: { kind: 'not-found' } });
  });

  test('one rule is read by its number until it is deleted', async () => {
    const subject = { type: 'user', id: 'one.rule@example.com' } as const;
    const scope = { type: 'tenant', id: tenant.tenantId } as const;
    const [made] = await client.createRules({ subject, roleId: await roleNamed('Viewer'), scopes: [scope] });
    if (made?.outcome !== 'created') throw new Error('not created');
    expect(accessRuleFromWire(await client.readRule(made.rule.id))).toMatchObject({ id: made.rule.id });
    await client.deleteRule(made.rule.id);
    expect(await client.readRule(made.rule.id)).toBeNull();
    expect(await client.readRule(2_000_000_000)).toBeNull();
  });

  test('a caller without the right is told so, with the tenant’s words', async () => {
    const { email, password } = tenant.credentials.viewer;
    const viewer = await clientOf(origin, { type: 'password', account: email, secret: password });
    expect(viewer.productLine).toBe(profile);
    await expect(viewer.page('users', { offset: 0, limit: 5 }, signal)).rejects.toMatchObject({
      body: { kind: 'not-permitted', status: 403 },
    });
  });
});

test('a wish has one name, also after the token was renewed, and reading has none', async () => {
  const { tenant, origin } = await startTenant({ profile: '3.0' });
  const names: (string | undefined)[] = [];
  const real = createNodeTransport({ clock: createSystemClock() });
  const transport: Transport = {
    close: () => real.close(),
    async send(request) {
      if (!request.url.pathname.includes('token')) names.push(request.headers['idempotency-key']);
      return await real.send(request);
    },
  };
  const client = await clientOf(origin, administrator(tenant), { transport });
  names.length = 0;
  tenant.faults.add({
    match: { operationId: 'deleteAccessRule', times: 1 },
    action: { kind: 'status', status: 401 },
  });
  await client.readRule(7);
  await client.deleteRule(2_000_000_000, 'change-7');
  await client.createRules(
    {
      subject: { type: 'user', id: 'a@example.com' },
      roleId: -1,
      scopes: [{ type: 'tenant', id: tenant.tenantId }],
    },
    'change-8',
  );
  expect(names).toEqual([undefined, '"change-7"', '"change-7"', '"change-8"']);
  transport.close();
  await tenant.stop();
});
