import { describe, expect, test } from 'vitest';
import { createBench } from './without-sockets.ts';

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('tokens', () => {
  test('behaviour 1: both token calls answer in their own dialect, the life is configurable', () => {
    const bench = createBench({ tokenLifetimeSeconds: 120 });
    const { administrator, serviceAccount } = bench.tenant.credentials;
    const v2 = bench.form({
      grant_type: 'password',
      username: administrator.email,
      password: administrator.password,
    });
    expect(v2.json).toMatchObject({ token_type: 'Bearer', expires_in: 120 });
    expect(claimsOf(v2.json.access_token)).toMatchObject({
      email: 'admin@example.com',
      exp: Math.floor(bench.now() / 1000) + 120,
    });
    const v1 = bench.call(undefined, 'POST', '/api/v1/token', {
      grantType: 'client_credentials',
      clientID: serviceAccount.clientId,
      clientSecret: serviceAccount.clientSecret,
    });
    expect(v1.json).toMatchObject({ accessToken: expect.any(String), expiresIn: 120 });
    expect(v1.json.refreshToken).toBeUndefined();
  });

  test('behaviour 1: the default life is an hour', () => {
    const bench = createBench();
    const { administrator } = bench.tenant.credentials;
    const answer = bench.form({
      grant_type: 'password',
      username: administrator.email,
      password: administrator.password,
    });
    expect(answer.json.expires_in).toBe(3600);
  });

  test('behaviour 1: the OAuth error object is for v2 only', () => {
    const bench = createBench();
    expect(bench.form({ grant_type: 'magic' })).toMatchObject({
      status: 400,
      json: { error: 'unsupported_grant_type' },
    });
    expect(bench.form({})).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
    expect(bench.form({ grant_type: 'client_credentials' })).toMatchObject({
      status: 400,
      json: { error: 'invalid_request' },
    });
    const v1 = bench.call(undefined, 'POST', '/api/v1/token', { grantType: 'magic' });
    expect(v1).toMatchObject({ status: 400, json: { code: 400, message: expect.any(String) } });
  });

  test.each([
    ['schema', { grantType: 'client_credentials', clientID: 'ID', clientSecret: 'SECRET' }],
    ['prose', { grantType: 'client_credentials', clientId: 'ID', clientSecret: 'SECRET' }],
    ['SDK', { GrantType: 'client_credentials', ClientId: 'ID', ClientSecret: 'SECRET' }],
    ['lower', { granttype: 'client_credentials', clientid: 'ID', clientsecret: 'SECRET' }],
  ])('behaviour 2: v1 names are matched without case (%s)', (_spelling, template) => {
    const bench = createBench();
    const { clientId, clientSecret } = bench.tenant.credentials.serviceAccount;
    const body = Object.fromEntries(
      Object.entries(template).map(([k, v]) => [
        k,
        v === 'ID' ? clientId : v === 'SECRET' ? clientSecret : v,
      ]),
    );
    expect(bench.call(undefined, 'POST', '/api/v1/token', body).status).toBe(200);
  });

  test('behaviour 2: app_token with AppId and AppSecret works in 2.24 and is gone in 3.0', () => {
    for (const [profile, status] of [
      ['2.24', 200],
      ['3.0', 400],
    ] as const) {
      const bench = createBench({ profile });
      const { clientId, clientSecret } = bench.tenant.credentials.serviceAccount;
      const body = { grantType: 'app_token', AppId: clientId, AppSecret: clientSecret };
      expect(bench.call(undefined, 'POST', '/api/v1/token', body).status).toBe(status);
    }
  });

  test('behaviour 3: wrong secrets and passwords are 401, invalid_client or invalid_grant on v2', () => {
    const bench = createBench();
    const { serviceAccount, administrator } = bench.tenant.credentials;
    const wrong = {
      grant_type: 'client_credentials',
      client_id: serviceAccount.clientId,
      client_secret: 'nope',
    };
    expect(bench.form(wrong)).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
    const password = { grant_type: 'password', username: administrator.email, password: 'nope' };
    expect(bench.form(password)).toMatchObject({ status: 401, json: { error: 'invalid_grant' } });
    const v1 = { grantType: 'password', clientID: 'cli', username: administrator.email, password: 'nope' };
    expect(bench.call(undefined, 'POST', '/api/v1/token', v1)).toMatchObject({
      status: 401,
      json: { code: 401 },
    });
    const asked = createBench({ switches: { tokenV1BadCredentialsStatus: 400 } });
    expect(asked.call(undefined, 'POST', '/api/v1/token', v1)).toMatchObject({
      status: 400,
      json: { code: 400 },
    });
  });

  test('behaviour 3: a disabled service account is refused, unless the switch says otherwise', () => {
    for (const [refused, status] of [
      [true, 401],
      [false, 200],
    ] as const) {
      const bench = createBench({ switches: { disabledServiceAccountRefused: refused } });
      const { clientId, clientSecret } = bench.tenant.credentials.disabledServiceAccount;
      const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
      expect(bench.form(form).status).toBe(status);
    }
  });

  test('behaviour 4: missing, malformed and expired bearers are 401, even for unknown ids', () => {
    const bench = createBench({ tokenLifetimeSeconds: 60 });
    const { administrator } = bench.tenant.credentials;
    const token = bench.token(administrator);
    const urls = [
      '/api/v1/users',
      '/api/v1/users/no-such-id',
      '/api/v1/authorization/access-rules/999999999',
    ];
    for (const url of urls) {
      expect(bench.call(undefined, 'GET', url)).toMatchObject({ status: 401, json: { code: 401 } });
      expect(bench.call({ token: 'x.y.z' }, 'GET', url).status).toBe(401);
      expect(bench.call({ token: `${token.slice(0, -3)}abc` }, 'GET', url).status).toBe(401);
    }
    expect(bench.call({ token }, 'GET', '/api/v1/users?limit=1').status).toBe(200);
    bench.advance(60_000);
    for (const url of urls) expect(bench.call({ token }, 'GET', url).status).toBe(401);
  });

  test('behaviour 5: rotation refuses the old secret at once, issued tokens live on (switch)', () => {
    for (const [survives, status] of [
      [true, 200],
      [false, 401],
    ] as const) {
      const bench = createBench({ switches: { issuedTokensSurviveRotation: survives } });
      const { administrator, serviceAccount } = bench.tenant.credentials;
      const token = bench.token(serviceAccount);
      const accounts = bench.call(administrator, 'GET', '/api/v1/service-accounts').json;
      const { id } = accounts.find((a: { clientId: string }) => a.clientId === serviceAccount.clientId);
      const rotated = bench.call(administrator, 'POST', `/api/v1/service-accounts/${id}/secret`);
      expect(rotated.status).toBe(200);
      const old = {
        grant_type: 'client_credentials',
        client_id: serviceAccount.clientId,
        client_secret: serviceAccount.clientSecret,
      };
      expect(bench.form(old).status).toBe(401);
      expect(bench.form({ ...old, client_secret: rotated.json.clientSecret }).status).toBe(200);
      expect(bench.call({ token }, 'GET', '/api/v1/users/count').status).toBe(status);
    }
  });

  test('a refresh token works until the sessions of its user end', () => {
    const bench = createBench({ switches: { logoutEndsAccessTokens: true } });
    const { administrator, editor } = bench.tenant.credentials;
    const signedIn = bench.form({
      grant_type: 'password',
      username: editor.email,
      password: editor.password,
    });
    bench.advance(1000);
    const refresh = { grant_type: 'refresh_token', refresh_token: signedIn.json.refresh_token };
    expect(bench.form(refresh).status).toBe(200);
    const [user] = bench.call(administrator, 'GET', `/api/v1/users?filterBy=username==${editor.email}`).json;
    expect(bench.call(administrator, 'POST', `/api/v1/users/${user.id}/logout`).status).toBe(200);
    expect(bench.form(refresh)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    expect(bench.call({ token: signedIn.json.access_token }, 'GET', '/api/v1/users').status).toBe(401);
  });

  test('a token of the identity provider can be exchanged in 3.0', () => {
    const bench = createBench();
    const { externalToken } = bench.tenant.admin.ssoSignIn('fresh.person@example.org', ['Research']);
    const exchanged = bench.form({ grant_type: 'external_token_exchange', external_token: externalToken });
    expect(exchanged.status).toBe(200);
    expect(
      bench.call({ token: exchanged.json.access_token }, 'GET', '/api/v1/authorization/me/access-rules')
        .status,
    ).toBe(200);
    const older = createBench({ profile: '2.24' });
    const refused = older.form({ grant_type: 'external_token_exchange', external_token: externalToken });
    expect(refused.json.error).toBe('unsupported_grant_type');
  });
});
