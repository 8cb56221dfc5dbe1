import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDriver, type Driver } from './driver.ts';
import { GUARDED, SAMPLES } from './samples.ts';

/** 2.13 has calls of its own: `legacy-contract.test.ts`. */
const PROFILES = ['3.0', '2.24', '2.22', '2.18'] as const;
const FORM = 'application/x-www-form-urlencoded';

/** Operations whose id in the path leads nowhere in the samples but that do not answer 404 for it. */
const NO_404 = new Set(['getSecuritySetting', 'getTenantSetting']);

describe.each(PROFILES)('the demo tenant keeps to the document, profile %s', (profile) => {
  let driver: Driver;
  let admin = '';
  let newcomer = '';

  beforeAll(async () => {
    driver = await startDriver(profile);
    const { administrator, newcomer: fresh } = driver.tenant.credentials;
    admin = await driver.signIn({
      grant_type: 'password',
      username: administrator.email,
      password: administrator.password,
    });
    newcomer = await driver.signIn({
      grant_type: 'password',
      username: fresh.email,
      password: fresh.password,
    });
  });
  afterAll(() => driver.tenant.stop());

  const has = (id: string): boolean => driver.served.some((operation) => operation.id === id);

  test('what this version lacks is 404', async () => {
    // Where another call has the path with an id in it, only the method is wrong, or the id.
    const withId: Record<string, number> = {
      batchAccessRules: 405,
      batchCreateAccessRules: 405,
      listClustersMinimal: 400,
    };
    for (const { id } of driver.absent) await driver.call(admin, id, withId[id] ?? 404);
  });

  test('without a token everything but the token calls is 401', async () => {
    for (const operation of driver.served)
      if (!operation.open) await driver.call(undefined, operation.id, 401);
  });

  test('without rights the guarded operations are 403', async () => {
    for (const id of GUARDED) if (has(id)) await driver.call(newcomer, id, 403);
  });

  test('ids that lead nowhere are 404', async () => {
    for (const { id, path } of driver.served) {
      if (path.endsWith('}') || /\}\/\w+$/.test(path)) {
        if (SAMPLES[id]?.path !== undefined && !NO_404.has(id)) await driver.call(admin, id, 404);
      }
    }
  });

  test('bodies that do not fit are 400', async () => {
    for (const [id, sample] of Object.entries(SAMPLES)) {
      if (!has(id) || sample.body === undefined) continue;
      await driver.call(admin, id, 400, { body: { wrong: true } });
      await driver.call(admin, id, 400, { raw: { type: 'application/json', body: '{"broken' } });
    }
  });

  test('parameters out of range are 400', async () => {
    const paged = driver.served.filter(({ id }) =>
      [
        'listUsers',
        'listAccessRules',
        'listRoles',
        'listProjects',
        'listDepartments',
        'listMyAccessRules',
      ].includes(id),
    );
    expect(paged).toHaveLength({ '3.0': 6, '2.24': 6, '2.22': 5, '2.18': 4 }[profile]);
    for (const { id } of paged) await driver.call(admin, id, 400, { query: 'limit=501' });
    if (has('listAuditLogs')) await driver.call(admin, 'listAuditLogs', 400, { query: '' });
    await driver.call(admin, 'listClusters', 400, { query: 'verbosity=some' });
  });

  test('Tokens', async () => {
    const { serviceAccount: account } = driver.tenant.credentials;
    const v1 = {
      grantType: 'client_credentials',
      clientID: account.clientId,
      clientSecret: account.clientSecret,
    };
    const app = { grantType: 'app_token', appID: account.clientId, appSecret: account.clientSecret };
    await driver.call(undefined, 'tokenV1', profile === '2.18' ? 400 : 200, { body: v1 });
    await driver.call(undefined, 'tokenV1', profile === '3.0' ? 400 : 200, { body: app });
    const known = profile === '2.18' ? app : v1;
    await driver.call(undefined, 'tokenV1', 401, { body: { ...known, clientSecret: 'no', appSecret: 'no' } });
    await driver.call(undefined, 'tokenV1', 400, { body: { grantType: 'magic' } });
    await driver.call(undefined, 'oidcDiscovery', 200, { path: { realm: 'runai' } });
    await driver.call(undefined, 'oidcDiscovery', 404, { path: { realm: 'other' } });
    if (!has('tokenV2')) return;
    const v2 = {
      grant_type: 'client_credentials',
      client_id: account.clientId,
      client_secret: account.clientSecret,
    };
    const form = (over: object) => ({
      raw: { type: FORM, body: new URLSearchParams({ ...v2, ...over }).toString() },
    });
    await driver.call(undefined, 'tokenV2', 200, form({}));
    await driver.call(undefined, 'tokenV2', 401, form({ client_secret: 'no' }));
    await driver.call(undefined, 'tokenV2', 400, form({ grant_type: 'magic' }));
  });

  test('Me', async () => {
    await driver.call(newcomer, 'listMyPermissions', 200);
    if (has('listMyAccessRules')) {
      await driver.call(newcomer, 'listMyAccessRules', 200);
      await driver.call(admin, 'countMyAccessRules', 200);
    }
    const scopes = await driver.call(admin, 'calculatePermittedScopes', 200);
    expect(scopes.json.create.tenants).toEqual([driver.tenant.tenantId]);
    await driver.call(admin, 'calculatePermittedScopes', 200, {
      body: { resourceType: 'users', action: 'read' },
    });
    const { password } = driver.tenant.credentials.newcomer;
    await driver.call(newcomer, 'changeMyPassword', 400);
    await driver.call(newcomer, 'changeMyPassword', 200, {
      body: { currentPassword: password, newPassword: 'chosen-by-me' },
    });
  });

  test('Users', async () => {
    for (const query of [
      'sortBy=username',
      'offset=380',
      'search=maria&sortBy=lastLogin',
      'filterBy=isLocal==true',
      'limit=3',
    ]) {
      await driver.call(admin, 'listUsers', 200, { query });
    }
    if (has('countUsers')) await driver.call(admin, 'countUsers', 200);
    const body = { email: 'Contract.Case@example.com', resetPassword: true, notify: false };
    const { json: made } = await driver.call(admin, 'createUser', 201, { body });
    await driver.call(admin, 'createUser', 409, { body });
    const path = { userId: made.id as string };
    await driver.call(admin, 'getUser', 200, { path });
    await driver.call(admin, 'resetUserPassword', 200, { path });
    await driver.call(admin, 'logoutUser', 200, { path });
    if (has('listUsersMinimal')) {
      await driver.call(newcomer, 'listUsersMinimal', 200, { query: `id=${made.id}` });
      await driver.call(newcomer, 'listUsersMinimal', 400, { query: '' });
    }
    await driver.call(admin, 'deleteUser', 204, { path });
    await driver.call(admin, 'deleteUser', 404, { path });
    const list = await driver.call(admin, 'listUsers', 200, { query: 'filterBy=isLocal==false&limit=1' });
    // Before 2.19 the list knows neither filter nor page.
    expect(list.json).toHaveLength(profile === '2.18' ? 400 : 1);
    const sso = list.json.find((user: { isLocal: boolean }) => !user.isLocal);
    await driver.call(admin, 'resetUserPassword', 400, { path: { userId: sso.id } });
  });

  test('Access rules', async () => {
    for (const offset of [0, 500, 1000]) {
      await driver.call(admin, 'listAccessRules', 200, {
        query: `limit=500&offset=${offset}&sortBy=createdAt&includeDeleted=true`,
      });
    }
    await driver.call(admin, 'countAccessRules', 200);
    const roles = has('listRoles')
      ? (await driver.call(admin, 'listRoles', 200, { query: 'limit=100&sortBy=name' })).json.roles
      : (await driver.call(admin, 'listRolesV1', 200)).json;
    const roleId = roles.find((role: { name: string }) => role.name === 'Viewer').id as number;
    const scope = { scopeType: 'tenant', scopeId: driver.tenant.tenantId };
    const body = { subjectId: 'contract@example.com', subjectType: 'user', roleId, ...scope };
    const { json: made } = await driver.call(admin, 'createAccessRule', 201, { body });
    await driver.call(admin, 'createAccessRule', 409, { body });
    await driver.call(admin, 'createAccessRule', 404, { body: { ...body, roleId: 999_999 } });
    const path = { accessRuleId: String(made.id) };
    const details = await driver.call(admin, 'getAccessRule', 200, { path });
    expect(details.json.scopePath).toBe('Example Research');
    await driver.call(admin, 'deleteAccessRule', 204, { path });
    await driver.call(admin, 'deleteAccessRule', 404, { path });
    await driver.call(admin, 'getAccessRule', 404, { path: { accessRuleId: 'not-a-number' } });
    if (!has('batchAccessRules')) return;
    const payload = {
      roleId,
      subjects: [{ subjectId: 'batch@example.com', subjectType: 'user' }],
      scopes: [scope, { scopeType: 'project', scopeId: 'none' }],
    };
    const batch = await driver.call(admin, 'batchCreateAccessRules', 200, { body: { payload } });
    expect([batch.json.succeeded.length, batch.json.failed.length]).toEqual([1, 1]);
    const ids = [String(batch.json.succeeded[0].id), '999999999'];
    const removed = await driver.call(admin, 'batchAccessRules', 200, { body: { ids, action: 'delete' } });
    expect([removed.json.succeeded.length, removed.json.failed.length]).toEqual([1, 1]);
  });

  test('Roles', async () => {
    if (has('listRolesV1')) {
      const { json: roles } = await driver.call(admin, 'listRolesV1', 200);
      expect('custom' in roles[0]).toBe(profile !== '2.18');
      await driver.call(admin, 'getRoleV1', 200, { path: { roleId: '1' } });
    }
    if (!has('listRoles')) return;
    const sets = await driver.call(admin, 'listPermissionSets', 200);
    const [set] = sets.json.permissionSets;
    await driver.call(admin, 'getPermissionSet', 200, { path: { permissionSetId: set.id } });
    const body = {
      name: 'Contract',
      description: 'Case',
      permissionSets: [{ id: set.id }],
      kubernetesPermissions: { predefinedRole: null },
    };
    const { json: made } = await driver.call(admin, 'createRole', 201, { body });
    await driver.call(admin, 'createRole', 409, { body });
    const path = { roleId: String(made.id) };
    await driver.call(admin, 'getRole', 200, { path });
    await driver.call(admin, 'updateRole', 200, { path, body: { ...body, description: 'Changed' } });
    await driver.call(admin, 'updateRole', 409, { path, body: { ...body, name: 'Viewer' } });
    await driver.call(admin, 'disableRole', 204, { path });
    await driver.call(admin, 'enableRole', 204, { path });
    await driver.call(admin, 'deleteRole', 204, { path });
    await driver.call(admin, 'deleteRole', 400, { path: { roleId: '1' } });
    await driver.call(admin, 'updateRole', 400, { path: { roleId: '1' } });
    const all = await driver.call(admin, 'listRoles', 200, { query: 'filterBy=custom==true&limit=100' });
    const auditor = all.json.roles.find((role: { name: string }) => role.name === 'Access auditor');
    await driver.call(admin, 'deleteRole', 409, { path: { roleId: String(auditor.id) } });
  });

  test('Service accounts', async () => {
    const kinds = [
      ['ServiceAccount', 'serviceAccountId', 'listServiceAccounts', 'clientSecret'],
      ['App', 'appId', 'listApps', 'secret'],
    ] as const;
    for (const [kind, parameter, list, secret] of kinds) {
      if (!has(list)) continue;
      await driver.call(admin, list, 200);
      const { json: made } = await driver.call(admin, `create${kind}`, 201);
      expect(made[secret]).toEqual(expect.any(String));
      await driver.call(admin, `create${kind}`, 409);
      const path = { [parameter]: made.id as string };
      await driver.call(admin, `get${kind}`, 200, { path });
      await driver.call(admin, `set${kind}Enabled`, 200, { path, body: { enabled: false } });
      await driver.call(admin, `regenerate${kind}Secret`, 200, { path });
      await driver.call(admin, `delete${kind}`, 204, { path });
      await driver.call(admin, `delete${kind}`, 404, { path });
    }
  });

  test('Access keys', async () => {
    if (!has('listMyAccessKeys')) return;
    const { json: made } = await driver.call(admin, 'createMyAccessKey', 201);
    await driver.call(admin, 'createMyAccessKey', 409);
    const path = { accessKeyId: made.id as string };
    await driver.call(admin, 'listMyAccessKeys', 200);
    await driver.call(admin, 'getMyAccessKey', 200, { path });
    await driver.call(admin, 'regenerateMyAccessKeySecret', 200, { path });
    await driver.call(admin, 'listAllAccessKeys', 200);
    await driver.call(admin, 'deleteMyAccessKey', 204, { path });
    const { json: other } = await driver.call(admin, 'createMyAccessKey', 201);
    await driver.call(admin, 'deleteAnyAccessKey', 204, { path: { accessKeyId: other.id } });
  });

  test('SSO, organization, settings and event history', async () => {
    if (has('listIdps')) {
      const idps = await driver.call(admin, 'listIdps', 200);
      for (const { alias } of idps.json) {
        await driver.call(admin, 'getIdp', 200, { path: { idpAlias: alias } });
        await driver.call(admin, 'getIdpMappers', 200, { path: { idpAlias: alias } });
      }
      await driver.call(admin, 'getSecuritySettings', 200);
      for (const key of ['autoRedirectSSO', 'browserSessionTimeout', 'logoutRedirectUri']) {
        await driver.call(admin, 'getSecuritySetting', 200, { path: { key } });
      }
    }
    const projects = await driver.call(admin, 'listProjects', 200, { query: 'limit=500' });
    await driver.call(admin, 'getProject', 200, { path: { projectId: projects.json.projects[0].id } });
    if (has('countProjects')) await driver.call(admin, 'countProjects', 200);
    const departments = await driver.call(admin, 'listDepartments', 200, { query: 'verbosity=meta' });
    await driver.call(admin, 'getDepartment', 200, {
      path: { departmentId: departments.json.departments[0].id },
    });
    if (has('countDepartments')) await driver.call(admin, 'countDepartments', 200);
    const clusters = await driver.call(admin, 'listClusters', 200);
    await driver.call(admin, 'getCluster', 200, {
      path: { clusterUuid: clusters.json[0].uuid },
      query: 'verbosity=metadata',
    });
    if (has('listClustersMinimal')) {
      await driver.call(newcomer, 'listClustersMinimal', profile === '3.0' ? 200 : 403);
      await driver.call(admin, 'listClustersMinimal', 200);
    }
    await driver.call(admin, 'listTenantSettings', 200);
    await driver.call(newcomer, 'getTenantSetting', 200);
    if (!has('listAuditLogs')) return;
    const day = 86_400_000;
    const span = `start=${new Date(Date.now() - 80 * day).toISOString()}&end=${new Date(Date.now() + day).toISOString()}`;
    const events = await driver.call(admin, 'listAuditLogs', 200, {
      query: `${span}&numberOfSamples=1000&sortBy=timestamp&sortOrder=desc`,
    });
    expect(events.json.audit_logs).toHaveLength(1000);
    for (const type of ['CSV', 'JSON'])
      await driver.call(admin, 'downloadAuditLogs', 200, { query: `${span}&file_type=${type}` });
  });

  test('every operation was driven to a success and was refused at least once', () => {
    const statuses = (id: string): number[] => [...(driver.seen.get(id) ?? [])];
    const covered = driver.served.filter(({ id }) => statuses(id).some((status) => status < 300));
    process.stdout.write(
      `profile ${profile}: operations covered ${covered.length}/${driver.served.length}\n`,
    );
    expect(driver.served.filter((operation) => !covered.includes(operation)).map(({ id }) => id)).toEqual([]);
    expect(
      driver.served.filter(({ id }) => !statuses(id).some((status) => status >= 400)).map(({ id }) => id),
    ).toEqual([]);
    expect(driver.served).toSatisfy(
      ({ length }) => length > { '3.0': 60, '2.24': 60, '2.22': 45, '2.18': 31 }[profile],
    );
  });
});
