import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Driver, startDriver } from './driver.ts';
import { SAMPLES } from './samples.ts';

const FORM = 'application/x-www-form-urlencoded';

describe('the demo tenant keeps to the document, profile 2.13', () => {
  let driver: Driver;
  let admin = '';
  let newcomer = '';

  beforeAll(async () => {
    driver = await startDriver('2.13');
    const { administrator, newcomer: fresh } = driver.tenant.credentials;
    const password = { grant_type: 'password', client_id: 'runai' };
    admin = await driver.signIn({
      ...password,
      username: administrator.email,
      password: administrator.password,
    });
    newcomer = await driver.signIn({ ...password, username: fresh.email, password: fresh.password });
  });
  afterAll(() => driver.tenant.stop());

  const legacy = (): string[] => driver.served.flatMap(({ id }) => (id.startsWith('legacy') ? [id] : []));

  test('what this version lacks is 404', async () => {
    for (const { id } of driver.absent) await driver.call(admin, id, 404);
  });

  test('without a token everything but the token calls is 401', async () => {
    for (const operation of driver.served)
      if (!operation.open) await driver.call(undefined, operation.id, 401);
  });

  test('without rights everything is 403', async () => {
    for (const id of legacy()) await driver.call(newcomer, id, 403);
    await driver.call(newcomer, 'listTenantSettings', 403);
  });

  test('ids that lead nowhere are 404, and bodies that do not fit are 400', async () => {
    for (const id of legacy()) {
      const sample = SAMPLES[id];
      if (sample?.path !== undefined) await driver.call(admin, id, 404);
      if (sample?.body !== undefined) await driver.call(admin, id, 400, { body: { wrong: true } });
    }
  });

  test('the token call of the realm', async () => {
    const { serviceAccount: account } = driver.tenant.credentials;
    const path = { realm: 'runai' };
    const form = (over: Record<string, string>) => ({
      path,
      raw: {
        type: FORM,
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: account.clientId,
          client_secret: account.clientSecret,
          scope: 'openid',
          ...over,
        }).toString(),
      },
    });
    // Applications of that time sign in by their name.
    expect(account.clientId).toBe('rolebook-admin');
    await driver.call(undefined, 'keycloakToken', 200, form({}));
    await driver.call(undefined, 'keycloakToken', 401, form({ client_secret: 'no' }));
    await driver.call(undefined, 'keycloakToken', 400, form({ grant_type: 'magic' }));
    await driver.call(undefined, 'keycloakToken', 400, { ...form({}), path: { realm: 'other' } });
    await driver.call(undefined, 'oidcDiscovery', 200, { path });
    await driver.call(undefined, 'oidcDiscovery', 404, { path: { realm: 'other' } });
  });

  test('users carry roles and clusters, and PUT replaces both', async () => {
    const { json: all } = await driver.call(admin, 'legacyListUsers', 200);
    expect(all).toHaveLength(400);
    const local = await driver.call(admin, 'legacyListUsers', 200, { query: 'usersType=regular-user' });
    expect(local.json.length).toBeLessThan(400);
    const admins = await driver.call(admin, 'legacyListUsers', 200, { query: 'roles=admin' });
    expect(admins.json).toHaveLength(2);
    const [cluster] = (await driver.call(admin, 'legacyListClusters', 200)).json;
    const body = {
      email: 'Contract.Case@example.com',
      password: 'chosen by the client',
      roles: ['editor', 'viewer'],
      needToChangePassword: true,
      permitAllClusters: false,
      permittedClusters: [cluster.uuid],
    };
    const { json: made } = await driver.call(admin, 'legacyCreateUser', 200, { body });
    await driver.call(admin, 'legacyCreateUser', 400, { body });
    await driver.call(admin, 'legacyCreateUser', 400, { body: { ...body, roles: [] } });
    await driver.call(admin, 'legacyCreateUser', 400, { body: { ...body, password: 'short' } });
    const path = { legacyUserId: made.userId as string };
    const read = await driver.call(admin, 'legacyGetUser', 200, { path });
    expect(read.json).toMatchObject({ roles: ['editor', 'viewer'], permittedClusters: [cluster.uuid] });
    const put = { path, body: { email: body.email, roles: ['viewer'] } };
    const { json: updated } = await driver.call(admin, 'legacyUpdateUser', 200, put);
    expect(updated).toMatchObject({ roles: ['viewer'], permittedClusters: [], needToChangePassword: false });
    await driver.call(admin, 'legacyDeleteUser', 200, { path });
    await driver.call(admin, 'legacyDeleteUser', 404, { path });
    expect((await driver.call(admin, 'legacyListRoles', 200)).json).toHaveLength(7);
  });

  test('groups and applications', async () => {
    const path = { legacyGroupName: 'CN=a b,OU=c' };
    const group = { name: path.legacyGroupName, roles: ['researcher'], permitAllClusters: true };
    await driver.call(admin, 'legacyCreateGroup', 200, { body: group });
    await driver.call(admin, 'legacyCreateGroup', 400, { body: group });
    await driver.call(admin, 'legacyGetGroup', 200, { path });
    await driver.call(admin, 'legacyUpdateGroup', 200, { path, body: { ...group, roles: ['viewer'] } });
    await driver.call(admin, 'legacyListGroups', 200);
    await driver.call(admin, 'legacyDeleteGroup', 200, { path });

    const { json: made } = await driver.call(admin, 'legacyCreateApp', 200);
    expect(made.secret).toEqual(expect.any(String));
    const app = { legacyClientId: made.clientId as string };
    expect((await driver.call(admin, 'legacyGetApp', 200, { path: app })).json.secret).toBeUndefined();
    const body = { name: 'sample', roles: ['viewer'], revoked: true };
    expect((await driver.call(admin, 'legacyUpdateApp', 200, { path: app, body })).json.revoked).toBe(true);
    await driver.call(admin, 'legacyRegenerateAppSecret', 200, { path: app });
    await driver.call(admin, 'legacyListApps', 200);
    await driver.call(admin, 'legacyDeleteApp', 200, { path: app });
  });

  test('clusters with what lies in them, and settings', async () => {
    const clusters = (await driver.call(admin, 'legacyListClusters', 200)).json;
    for (const { uuid } of clusters) {
      const path = { legacyClusterId: uuid as string };
      const departments = (await driver.call(admin, 'legacyListDepartments', 200, { path })).json;
      const ids = departments.map(({ id }: { id: number }) => id);
      const projects = (await driver.call(admin, 'legacyListProjects', 200, { path })).json;
      for (const { departmentId } of projects) expect(ids).toContain(departmentId);
    }
    await driver.call(admin, 'listTenantSettings', 200);
    await driver.call(admin, 'getTenantSetting', 200);
  });

  test('every operation was driven to a success and was refused at least once', () => {
    const statuses = (id: string): number[] => [...(driver.seen.get(id) ?? [])];
    const covered = driver.served.filter(({ id }) => statuses(id).some((status) => status < 300));
    process.stdout.write(`profile 2.13: operations covered ${covered.length}/${driver.served.length}\n`);
    expect(driver.served.filter((operation) => !covered.includes(operation)).map(({ id }) => id)).toEqual([]);
    expect(
      driver.served.filter(({ id }) => !statuses(id).some((status) => status >= 400)).map(({ id }) => id),
    ).toEqual([]);
    expect(driver.served.length).toBeGreaterThan(20);
  });
});
