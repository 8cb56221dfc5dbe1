import { describe, expect, test } from 'vitest';
import { createBench, roleId, type Bench } from './without-sockets.ts';

const ROLES = '/api/v2/authorization/roles';
const ACCOUNTS = '/api/v1/service-accounts';

const admin = (bench: Bench, method: string, url: string, body?: unknown) =>
  bench.call(bench.tenant.credentials.administrator, method, url, body);

function setId(bench: Bench, name: string): string {
  return bench.tenant.core.state.roles.sets.find((set) => set.name === name)?.id ?? '';
}

describe('roles', () => {
  test('behaviour 22: the 18 predefined roles have other ids in each profile; 3.0 adds three', () => {
    const byName = (profile: '3.0' | '2.24') => {
      const { roles } = admin(
        createBench({ profile }),
        'GET',
        `${ROLES}?limit=100&filterBy=custom==false`,
      ).json;
      return new Map<string, number>(roles.map((r: { name: string; id: number }) => [r.name, r.id]));
    };
    const [older, newer] = [byName('2.24'), byName('3.0')];
    expect(older.size).toBe(18);
    expect([...newer.keys()].filter((name) => !older.has(name))).toEqual([
      'AI practitioner',
      'Project administrator',
      'Data and storage administrator',
    ]);
    const unchanged = [...older].filter(([name, id]) => newer.get(name) === id).map(([name]) => name);
    expect(unchanged).toEqual(['System administrator']);
    expect(older.get('Credentials administrator')).toBe(373);
    expect(newer.get('Credentials administrator')).toBe(10);
  });

  test('behaviour 22: custom roles can be made, replaced, switched and deleted; names are unique', () => {
    const bench = createBench();
    const body = {
      name: 'Night watch',
      description: 'Sees',
      permissionSets: [{ id: setId(bench, 'Users: view') }],
    };
    const made = admin(bench, 'POST', ROLES, body);
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ custom: true, effectiveEnabled: true, createdBy: 'admin@example.com' });
    expect(made.json.permissions).toContainEqual({ resourceType: 'users', actions: ['read'] });
    const url = `${ROLES}/${made.json.id}`;
    expect(admin(bench, 'POST', ROLES, body).status).toBe(409);
    expect(admin(bench, 'POST', ROLES, { ...body, name: 'Viewer' }).status).toBe(409);
    expect(admin(bench, 'POST', ROLES, { ...body, name: '' }).status).toBe(400);
    expect(
      admin(bench, 'POST', ROLES, {
        ...body,
        name: 'X',
        permissionSets: [{ id: '00000000-0000-4000-8000-000000000000' }],
      }).status,
    ).toBe(400);
    expect(admin(bench, 'PUT', url, { ...body, name: 'Viewer' }).status).toBe(409);
    const put = admin(bench, 'PUT', url, { name: 'Night watch', description: 'Nothing' });
    expect(put).toMatchObject({ status: 200, json: { description: 'Nothing', permissions: [] } });
    expect(admin(bench, 'POST', `${url}/disable`, {}).status).toBe(204);
    expect(admin(bench, 'GET', url).json).toMatchObject({ enabled: false, effectiveEnabled: false });
    expect(admin(bench, 'POST', `${url}/enable`).status).toBe(204);
    expect(admin(bench, 'DELETE', url).status).toBe(204);
    expect(admin(bench, 'GET', url).status).toBe(404);
  });

  test('behaviour 22: predefined roles are refused with 400 (switch: 403)', () => {
    for (const status of [400, 403] as const) {
      const bench = createBench({ switches: { predefinedRoleRefusalStatus: status } });
      const url = `${ROLES}/${roleId(bench, 'Viewer')}`;
      expect(admin(bench, 'PUT', url, { name: 'Viewer', description: '' }).status).toBe(status);
      expect(admin(bench, 'DELETE', url).status).toBe(status);
    }
  });

  test('behaviour 22: a role in use is 409 (switch: its rules go)', () => {
    const refuses = createBench();
    const inUse = `${ROLES}/${roleId(refuses, 'Access auditor')}`;
    expect(admin(refuses, 'DELETE', inUse).status).toBe(409);
    const cascades = createBench({ switches: { roleDeletionCascades: true, rulePhaseDelayMs: 0 } });
    expect(cascades.call(cascades.tenant.credentials.auditor, 'GET', '/api/v1/users?limit=1').status).toBe(
      200,
    );
    const id = roleId(cascades, 'Access auditor');
    expect(admin(cascades, 'DELETE', `${ROLES}/${id}`).status).toBe(204);
    const left = admin(cascades, 'GET', `/api/v1/authorization/access-rules?filterBy=roleId==${id}`);
    expect(left.json.totalRecords).toBe(0);
    expect(cascades.call(cascades.tenant.credentials.auditor, 'GET', '/api/v1/users?limit=1').status).toBe(
      403,
    );
  });

  test('behaviour 22 and 28: roles v1 and apps are there in 2.24 and 404 in 3.0', () => {
    for (const [profile, status] of [
      ['2.24', 200],
      ['3.0', 404],
    ] as const) {
      const bench = createBench({ profile });
      expect(admin(bench, 'GET', '/api/v1/authorization/roles').status).toBe(status);
      expect(admin(bench, 'GET', '/api/v1/apps').status).toBe(status);
      expect(admin(bench, 'GET', '/api/v1/users-minimal?search=a').status).toBe(
        profile === '3.0' ? 200 : 404,
      );
      expect(admin(bench, 'GET', '/v1/k8s/users').status).toBe(404);
    }
  });
});

describe('service accounts and access keys', () => {
  test('behaviour 23: names must fit and be unique; the secret is shown once', () => {
    const bench = createBench();
    for (const name of ['Capital', 'x', '9lives', 'ends-', 'has space', '']) {
      expect(admin(bench, 'POST', ACCOUNTS, { name }).status, name).toBe(400);
    }
    const made = admin(bench, 'POST', ACCOUNTS, { name: 'night-job' });
    expect(made.status).toBe(201);
    expect(made.json.clientId).not.toBe('night-job');
    expect(admin(bench, 'POST', ACCOUNTS, { name: 'night-job' }).status).toBe(409);
    for (const url of [ACCOUNTS, `${ACCOUNTS}/${made.json.id}`]) {
      expect(admin(bench, 'GET', url).text).not.toContain(made.json.clientSecret);
    }
    const { clientId, clientSecret } = made.json;
    expect(
      bench.form({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })
        .status,
    ).toBe(200);
    expect(admin(bench, 'PATCH', `${ACCOUNTS}/${made.json.id}`, { enabled: false })).toMatchObject({
      status: 200,
      text: '',
    });
    expect(
      bench.form({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })
        .status,
    ).toBe(401);
    expect(admin(bench, 'DELETE', `${ACCOUNTS}/${made.json.id}`).status).toBe(204);
    expect(admin(bench, 'DELETE', `${ACCOUNTS}/${made.json.id}`).status).toBe(404);
  });

  test('behaviour 23: there are 12 service accounts, some disabled, some never used', () => {
    const accounts: { enabled: boolean; lastLogin: string | null }[] = admin(
      createBench(),
      'GET',
      ACCOUNTS,
    ).json;
    expect(accounts).toHaveLength(12);
    expect(accounts.filter((a) => !a.enabled)).toHaveLength(2);
    expect(accounts.filter((a) => a.lastLogin === null)).toHaveLength(2);
  });

  test('behaviour 23: the 21st access key is 400; a key has the rights of its owner', () => {
    const bench = createBench();
    const { editor, serviceAccount } = bench.tenant.credentials;
    const create = (name: string) => bench.call(editor, 'POST', '/api/v1/access-keys', { name });
    const first = create('key-0');
    expect(first.status).toBe(201);
    expect(create('key-0').status).toBe(409);
    for (let i = 1; i < 20; i++) expect(create(`key-${i}`).status).toBe(201);
    expect(create('key-20').status).toBe(400);
    const { clientId, clientSecret } = first.json;
    const as = { clientId, clientSecret };
    expect(bench.call(as, 'GET', '/api/v1/users?limit=1').status).toBe(200);
    expect(bench.call(as, 'POST', '/api/v1/users', { email: 'a.b@example.com' }).status).toBe(403);
    expect(bench.call(serviceAccount, 'GET', '/api/v1/access-keys').status).toBe(403);
    const owned = admin(bench, 'GET', `/api/v1/administration/access-keys?createdBy=${editor.email}`).json
      .accessKeys;
    expect(owned).toHaveLength(20);
    expect(bench.call(editor, 'GET', '/api/v1/administration/access-keys').status).toBe(403);
    expect(admin(bench, 'DELETE', `/api/v1/administration/access-keys/${first.json.id}`).status).toBe(204);
    expect(
      bench.form({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })
        .status,
    ).toBe(401);
  });
});
