import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { productLineSchema } from '../../../src-shared/domain/tenant.ts';
import { featuresOf } from '../../../src-shared/profiles/product-features.ts';
import { administrator, clientOf, startTenant } from './connected-tenant.ts';

describe.each(productLineSchema.options)('how people sign in, asked of a tenant of %s', (line) => {
  let tenant: DemoTenant;
  let origin: string;
  let client: TenantClient;
  const has = featuresOf(line);

  beforeAll(async () => {
    ({ tenant, origin } = await startTenant({ profile: line, users: 40 }));
    client = await clientOf(origin, administrator(tenant));
  });
  afterAll(async () => {
    await tenant.stop();
    expect(tenant.replyFaults).toEqual([]);
  });

  it('a setting of the tenant is told by its name', async () => {
    expect(await client.tenantSetting('tenant.login_with_sso')).toBe(true);
    expect(await client.tenantSetting('department.use')).toBe(true);
  });

  it('sessions are told where the version has them', async () => {
    const sessions = await client.securitySettings();
    if (has.identityProviders)
      expect(sessions).toEqual({ redirectsTo: null, idleMinutes: 60, logoutUri: null });
    else expect(sessions).toBeNull();
  });

  it('V42: access keys are listed of their owner alone, and never with a secret', async () => {
    const { email, password } = tenant.credentials.administrator;
    if (!has.accessKeys) {
      await expect(client.accessKeysOf(email)).rejects.toMatchObject({
        body: { reason: 'version-lacks-it' },
      });
      return;
    }
    expect(await client.accessKeysOf(email)).toEqual([]);
    const token = await fetch(`${origin}/api/v2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: email, password }),
    });
    const { access_token: bearer } = (await token.json()) as { access_token: string };
    const made = await fetch(`${origin}/api/v1/access-keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'laptop' }),
    });
    expect(made.status).toBe(201);
    const keys = await client.accessKeysOf(email.toUpperCase());
    expect(keys).toMatchObject([{ name: 'laptop', lastLogin: null }]);
    expect(Object.keys(keys[0] ?? {}).toSorted()).toEqual([
      'clientId',
      'createdAt',
      'id',
      'lastLogin',
      'name',
    ]);
    expect(await client.accessKeysOf('nobody@example.com')).toEqual([]);
  });

  it('V35: an own key is made once, signs in, and its former secret is void when there is a new one', async () => {
    const { email, password } = tenant.credentials.administrator;
    const person = await clientOf(origin, { type: 'password', account: email, secret: password });
    if (!has.accessKeys) {
      for (const call of [person.ownAccessKeys(), person.createAccessKey({ name: 'x' })])
        await expect(call).rejects.toMatchObject({ body: { reason: 'version-lacks-it' } });
      return;
    }
    const made = await person.createAccessKey({ name: 'report' }, 'wish-1');
    expect(await person.ownAccessKeys()).toContainEqual({
      id: made.id,
      name: 'report',
      clientId: made.clientId,
      createdAt: made.createdAt,
      lastLogin: null,
    });
    await expect(person.createAccessKey({ name: 'report' })).rejects.toMatchObject({
      body: { kind: 'conflict', reason: 'name-taken' },
    });
    const machine = (secret: string) =>
      clientOf(origin, { type: 'service-account', account: made.clientId, secret });
    expect(await (await machine(made.clientSecret)).ownAccessKeys()).toMatchObject([{}, { name: 'report' }]);
    const { clientSecret } = await person.renewAccessKey(made.id);
    expect(clientSecret).not.toBe(made.clientSecret);
    await expect(machine(made.clientSecret)).rejects.toMatchObject({ body: { kind: 'auth' } });
    expect(await (await machine(clientSecret)).ownAccessKeys()).toHaveLength(2);
  });

  it('a service account has no keys of its own, and is told so', async () => {
    if (!has.accessKeys) return;
    await expect(client.ownAccessKeys()).rejects.toMatchObject({ body: { kind: 'not-permitted' } });
    await expect(client.renewAccessKey('k')).rejects.toMatchObject({ body: { kind: 'not-permitted' } });
  });

  it('whoever may not see it gets nothing, and no failure', async () => {
    const { viewer } = tenant.credentials;
    const sees = await clientOf(origin, { type: 'password', account: viewer.email, secret: viewer.password });
    expect(await sees.securitySettings()).toBeNull();
  });
});
