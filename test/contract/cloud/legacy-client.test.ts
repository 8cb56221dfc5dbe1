import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import { findTokenStyle } from '../../../src-main/cloud/token-call.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { factKinds } from '../../../src-shared/domain/sync-state.ts';
import { accessRuleFromWire } from '../../../src-shared/wire/access-rule-wire.ts';
import { clusterFromWire } from '../../../src-shared/wire/cluster-wire.ts';
import { departmentFromWire } from '../../../src-shared/wire/department-wire.ts';
import { projectFromWire } from '../../../src-shared/wire/project-wire.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import { serviceAccountFromWire } from '../../../src-shared/wire/service-account-wire.ts';
import { userFromWire } from '../../../src-shared/wire/user-wire.ts';
import { everything } from '../../builders/served-tenant.ts';
import { administrator, clientOf, httpWithoutToken, startTenant } from './connected-tenant.ts';

describe('a client of 2.13', () => {
  const { signal } = new AbortController();
  let tenant: DemoTenant;
  let origin: string;
  let client: TenantClient;
  let clusters: string[];

  beforeAll(async () => {
    ({ tenant, origin } = await startTenant({ profile: '2.13' }));
    client = await clientOf(origin, administrator(tenant));
    clusters = (await everything(client, 'clusters')).map((raw) => clusterFromWire(raw).id);
  });
  afterAll(async () => {
    await tenant.stop();
    expect(tenant.replyFaults).toEqual([]);
  });

  const role = async (name: string): Promise<number> =>
    (await everything(client, 'roles')).map(roleFromWire).find((one) => one.name === name)?.id ?? -1;
  const rules = async (id: string, type: 'user' | 'group' | 'service-account' = 'user'): Promise<string[]> =>
    (await client.rulesOf({ type, id })).map(
      ({ rule }) => `${rule.roleName} ${rule.scopeType} ${rule.scopeId}`,
    );
  const ruleIds = async (email: string): Promise<Map<string, number>> =>
    new Map(
      (await client.rulesOf({ type: 'user', id: email })).map(({ rule }) => [
        `${rule.roleName} ${rule.scopeType} ${rule.scopeId}`,
        rule.id,
      ]),
    );
  const make = async (
    email: string,
    names: string[],
    scopes: { type: 'tenant' | 'cluster'; id: string }[],
  ) => {
    const access = await Promise.all(names.map(async (name) => ({ roleId: await role(name), scopes })));
    return await client.createUser({ email, firstName: null, lastName: null, notify: false, access });
  };

  test('is found by probing, and signs in at the realm, with an application or a person', async () => {
    expect(await findTokenStyle(httpWithoutToken(origin))).toBe('realm-form');
    expect(client.productLine).toBe('2.13');
    const { email, password } = tenant.credentials.administrator;
    const person = await clientOf(origin, { type: 'password', account: email, secret: password });
    const permissions = await person.callerPermissions(signal);
    expect(permissions.find(({ resourceType }) => resourceType === 'users')?.actions).toContain('create');
    expect(await client.tenantNumber(signal)).toBe(tenant.tenantId);
    await expect(clientOf(origin, { type: 'password', account: email, secret: 'no' })).rejects.toMatchObject({
      body: { kind: 'auth', reason: 'wrong-secret' },
    });
  });

  test('whoever has fewer rights is told which', async () => {
    const { viewer, newcomer } = tenant.credentials;
    const sees = await clientOf(origin, { type: 'password', account: viewer.email, secret: viewer.password });
    expect((await sees.callerPermissions(signal)).map(({ actions }) => actions.join())).toEqual([
      'read',
      'read',
      'read',
      'read',
    ]);
    await expect(
      sees.createUser({
        email: 'no@example.com',
        firstName: null,
        lastName: null,
        notify: false,
        access: [{ roleId: await role('Viewer'), scopes: [] }],
      }),
    ).rejects.toMatchObject({ body: { kind: 'not-permitted' } });
    const blind = await clientOf(origin, {
      type: 'password',
      account: newcomer.email,
      secret: newcomer.password,
    });
    expect(await blind.callerPermissions(signal)).toEqual([]);
  });

  test('every kind of fact comes in the shape of later versions, once', async () => {
    const read = {
      clusters: clusterFromWire,
      departments: departmentFromWire,
      projects: projectFromWire,
      roles: roleFromWire,
      users: userFromWire,
      'access-rules': accessRuleFromWire,
      'service-accounts': serviceAccountFromWire,
      'permission-sets': null,
      'identity-providers': null,
    };
    for (const kind of factKinds) {
      const rows = await everything(client, kind);
      expect(rows.length === 0, kind).toBe(read[kind] === null);
      const facts = rows.map((raw) => read[kind]?.(raw));
      expect(new Set(facts.map((fact) => JSON.stringify(fact))).size).toBe(rows.length);
      expect(await client.count(kind, signal)).toBeNull();
    }
    const ids = (await everything(client, 'access-rules')).map((raw) => accessRuleFromWire(raw).id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      new Set((await everything(client, 'access-rules')).map((raw) => accessRuleFromWire(raw).id)),
    ).toEqual(new Set(ids));
    const [user] = await everything(client, 'users');
    expect(user).toMatchObject({ entityType: expect.any(String), needToChangePassword: expect.any(Boolean) });
  });

  test('a user is made with roles, clusters and a password of ours, which has to be changed', async () => {
    const [one = '', two = ''] = clusters;
    const places = [
      { type: 'cluster', id: one },
      { type: 'cluster', id: two },
    ] as const;
    const made = await make('Grace@example.com', ['Editor', 'Viewer'], [...places]);
    expect(made.temporaryPassword).toMatch(/^[A-Za-z].{19}$/);
    expect(await rules('grace@example.com')).toHaveLength(4);
    const user = await client.readUser(made.id);
    expect(user).toMatchObject({
      username: 'Grace@example.com',
      isLocal: true,
      roles: ['editor', 'viewer'],
      permitAllClusters: false,
      needToChangePassword: true,
    });
    const herself = { type: 'password', account: made.email, secret: made.temporaryPassword } as const;
    await clientOf(origin, herself);
    await expect(make('GRACE@example.com', ['Viewer'], [])).rejects.toMatchObject({
      body: { kind: 'conflict', reason: 'email-taken' },
    });
    await expect(make('nobody@example.com', [], [])).rejects.toMatchObject({
      body: { reason: 'role-needed' },
    });

    // The rules that were made with her are told as made once, and as there already after.
    const order = { subject: { type: 'user', id: made.email } as const, roleId: await role('Viewer') };
    const again = async () =>
      (await client.createRules({ ...order, scopes: [places[0]] })).map((r) => r.outcome);
    expect(await again()).toEqual(['created']);
    expect(await again()).toEqual(['exists']);
    expect(await client.deleteUser(made.id)).toBe(true);
    expect(await client.deleteUser(made.id)).toBe(false);
    expect(await client.readUser(made.id)).toBeNull();
    expect(await rules('grace@example.com')).toEqual([]);
  });

  test('a rule alone comes and goes as a role or a cluster of its subject', async () => {
    const [one = '', two = ''] = clusters;
    await make('rules@example.com', ['Viewer'], [{ type: 'cluster', id: one }]);
    const subject = { type: 'user', id: 'rules@example.com' } as const;
    await client.createRules({
      subject,
      roleId: await role('Editor'),
      scopes: [{ type: 'cluster', id: one }],
    });
    expect(await rules(subject.id)).toEqual([`Viewer cluster ${one}`, `Editor cluster ${one}`]);
    await client.createRules({
      subject,
      roleId: await role('Editor'),
      scopes: [{ type: 'cluster', id: two }],
    });
    expect(await rules(subject.id)).toHaveLength(4);

    const ids = await ruleIds(subject.id);
    const id = ids.get(`Editor cluster ${two}`) ?? -1;
    expect(accessRuleFromWire(await client.readRule(id))).toMatchObject({ id, roleName: 'Editor' });
    await expect(client.deleteRule(id)).rejects.toMatchObject({ body: { reason: 'not-one-rule' } });
    const scope = { type: 'cluster' as const, id: two };
    const meant = { takes: 'cluster' as const, subject, roleId: await role('Editor'), scope };
    expect(await client.deleteRule(id, 'op', meant)).toBe(true);
    expect(await rules(subject.id)).toEqual([`Viewer cluster ${one}`, `Editor cluster ${one}`]);
    expect(await client.deleteRule(id, 'op', meant)).toBe(false);
    expect(await client.deleteRule(ids.get(`Editor cluster ${one}`) ?? -1)).toBe(true);
    await expect(client.deleteRule(ids.get(`Viewer cluster ${one}`) ?? -1)).rejects.toMatchObject({
      body: { reason: 'last-role' },
    });
    const [failed] = await client.createRules({
      subject,
      roleId: await role('Viewer'),
      scopes: [{ type: 'project', id: '1' }],
    });
    expect(failed).toMatchObject({ outcome: 'failed', error: { reason: 'scope-not-here' } });
  });

  test('two changes of one record at once both stand', async () => {
    const [one = '', two = ''] = clusters;
    await make('both@example.com', ['Viewer'], [{ type: 'cluster', id: one }]);
    const subject = { type: 'user', id: 'both@example.com' } as const;
    await Promise.all([
      client.createRules({ subject, roleId: await role('Editor'), scopes: [{ type: 'cluster', id: one }] }),
      client.createRules({ subject, roleId: await role('Viewer'), scopes: [{ type: 'cluster', id: two }] }),
    ]);
    expect(await rules(subject.id)).toHaveLength(4);
  });

  test('what the record says beside roles and clusters is sent back as it was', async () => {
    const made = await make('kept@example.com', ['Viewer'], [{ type: 'tenant', id: tenant.tenantId }]);
    const subject = { type: 'user', id: 'kept@example.com' } as const;
    const scopes = [{ type: 'tenant', id: tenant.tenantId }] as const;
    await client.createRules({ subject, roleId: await role('Editor'), scopes: [...scopes] });
    expect(await client.readUser(made.id)).toMatchObject({
      needToChangePassword: true,
      roles: ['viewer', 'editor'],
      permitAllClusters: true,
    });
  });

  test('groups and e-mails that are not there yet are made by their first rule', async () => {
    const scopes = [{ type: 'tenant', id: tenant.tenantId }] as const;
    const viewer = await role('Viewer');
    const group = { type: 'group', id: 'CN=new,OU=x' } as const;
    await client.createRules({ subject: group, roleId: viewer, scopes: [...scopes] });
    expect(await rules(group.id, 'group')).toEqual([`Viewer tenant ${tenant.tenantId}`]);
    const guest = { type: 'user', id: 'guest@example.org' } as const;
    await client.createRules({ subject: guest, roleId: viewer, scopes: [...scopes] });
    expect(userFromWire((await client.findUser(guest.id))?.raw)).toMatchObject({ isLocal: false });
    const [machine] = await client.createRules({
      subject: { type: 'service-account', id: 'nobody' },
      roleId: viewer,
      scopes: [...scopes],
    });
    expect(machine).toMatchObject({ outcome: 'failed', error: { kind: 'not-found' } });
  });

  test('a service account from creation to its end', async () => {
    const made = await client.createServiceAccount({ name: 'nightly' });
    expect(made).toMatchObject({ name: 'nightly', clientId: 'nightly' });
    await expect(client.createServiceAccount({ name: 'nightly' })).rejects.toMatchObject({
      body: { kind: 'conflict', reason: 'name-taken' },
    });
    const subject = { type: 'service-account', id: made.clientId } as const;
    await client.createRules({
      subject,
      roleId: await role('Viewer'),
      scopes: [{ type: 'tenant', id: tenant.tenantId }],
    });
    await client.setServiceAccountEnabled(made.id, false);
    expect(serviceAccountFromWire(await client.readServiceAccount(made.id)).enabled).toBe(false);
    // Roles stay through a PUT that replaces.
    expect(await rules(made.clientId, 'service-account')).toHaveLength(1);
    await client.setServiceAccountEnabled(made.id, true);
    const { clientSecret } = await client.rotateServiceAccount(made.id);
    await clientOf(origin, { type: 'service-account', account: made.clientId, secret: clientSecret });
    expect(await client.findServiceAccount('nightly')).toMatchObject({ id: made.id });
    expect(await client.deleteServiceAccount(made.id)).toBe(true);
    expect(await client.deleteServiceAccount(made.id)).toBe(false);
  });

  test('what the version lacks is refused with the reason', async () => {
    await expect(client.resetPassword('x')).rejects.toMatchObject({
      body: { kind: 'unavailable', message: expect.stringContaining('came with Run:ai 2.18') },
    });
    await expect(client.signOutUser('x')).rejects.toMatchObject({ body: { kind: 'unavailable' } });
    await expect(client.feed.rules('', { offset: 0, limit: 1 }, signal)).rejects.toMatchObject({
      body: { kind: 'unavailable' },
    });
  });
});

test.each([
  ['inferenceModule', 'ML Engineer'],
  ['departmentsInUse', 'Department Administrator'],
] as const)('without %s the role %s is not offered', async (name, roleName) => {
  const { tenant, origin } = await startTenant({ profile: '2.13', switches: { [name]: false } });
  const client = await clientOf(origin, administrator(tenant));
  const roles = (await everything(client, 'roles')).map(roleFromWire);
  expect(roles.filter(({ enabled }) => !enabled).map((role) => role.name)).toEqual([roleName]);
  expect(roles).toHaveLength(7);
  await tenant.stop();
});
