import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../../src-main/services/sign-on/claims-text.ts';
import { certificateEnds } from '../../../src-main/services/sign-on/certificate.ts';
import { firstIdentityProviders } from '../../../src-main/demo-tenant/core/settings.ts';
import { claimsViewSchema, signOnViewSchema } from '../../../src-shared/ipc/sign-on-contract.ts';
import { aUser } from '../../builders/facts.ts';
import { usersBench } from '../../builders/users-bench.ts';

const providers = firstIdentityProviders();

describe('the sign-on settings', () => {
  it('are read with their certificate and mapping, what is wrong with them, and never a secret (V48)', async () => {
    const broken = {
      alias: 'old',
      type: 'saml',
      samlData: { signingCertificate: 'AAAA' },
      mappers: { uid: 'UID' },
    };
    const bench = usersBench({ listed: { 'identity-providers': [...providers, broken] } });
    bench.tenant.signOn.settings.set('tenant.login_with_sso', true);
    bench.tenant.signOn.sessions.now = { redirectsTo: 'oidc', idleMinutes: 45, logoutUri: null };
    const view = await bench.signOn.read();
    expect(signOnViewSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      switchedOn: true,
      sessions: { redirectsTo: 'oidc', idleMinutes: 45 },
      providersWhyNot: null,
      liveWhyNot: null,
      endsLocalSignIn: false,
    });
    const [, lab, old] = view.providers;
    expect(lab?.certificateEnds).toMatch(/^2036-11-23T/);
    expect(lab?.findings).toEqual([]);
    expect(lab?.mappers).toContainEqual({ what: 'groups', attribute: 'memberOf' });
    expect(old?.findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      'V48 warn',
      'V48 block',
    ]);
    expect(JSON.stringify(view)).not.toMatch(/clientSecret|\*{4}/);
  });

  it('say offline what is known without the tenant, and why the rest is not', async () => {
    const bench = usersBench({ listed: { 'identity-providers': providers } });
    bench.online = false;
    const view = await bench.signOn.read();
    expect(view).toMatchObject({ switchedOn: null, sessions: null });
    expect(view.liveWhyNot).toContain('cannot be reached');
    expect(view.providers).toHaveLength(2);
  });

  it('V47: a local administrator who has signed in may remove a provider, nobody else', async () => {
    const listed = { 'identity-providers': providers };
    const removal = async (more: Parameters<typeof usersBench>[0]): Promise<(string | null | undefined)[]> =>
      (await usersBench({ listed, ...more }).signOn.read()).removal.map(({ about }) => about);
    const seen = { lastLogin: '2026-01-01T00:00:00Z' };
    const eve = aUser('eve', { isLocal: false, ...seen });
    expect(await removal({ users: [aUser('root', seen), aUser('ada')] })).toEqual([]);
    expect(
      await removal({ users: [aUser('root', { lastLogin: null }), aUser('ada', { lastLogin: null })] }),
    ).toEqual(['password']);
    expect(await removal({ users: [aUser('root', seen), eve], actor: 'eve@example.com' })).toEqual(['actor']);
    expect(await removal({ users: [aUser('root', { ...seen, isLocal: false })] })).toEqual([
      'actor',
      'administrators',
    ]);
    expect(await removal({ users: [aUser('root', seen)], listed: {} })).toEqual([]);
  });
});

describe('V46: single sign-on of 2.13', () => {
  const users = [
    aUser('root'),
    aUser('bob'),
    aUser('ada'),
    aUser('eve', { isLocal: false, lastLogin: '2026-01-01T00:00:00Z' }),
  ];

  it('is gone through with who stops working, and accepted only with the phrase and every warning', async () => {
    const bench = usersBench({ users, productLine: '2.13' });
    expect((await bench.signOn.read()).endsLocalSignIn).toBe(true);
    const unsure = await bench.signOn.rehearse({ administrator: 'root@example.com', typed: null });
    expect(unsure).toMatchObject({ localUsers: 2, phrase: 'stop 2 users' });
    expect(unsure.findings.map(({ severity }) => severity)).toEqual(['warn', 'warn', 'block']);
    const eve = { administrator: 'Eve@example.com', typed: 'stop 3 users' };
    expect((await bench.signOn.rehearse(eve)).findings.map(({ about }) => about)).toEqual(['users']);
    await expect(bench.signOn.accept({ ...eve, typed: 'stop', acknowledged: ['V46'] })).rejects.toMatchObject(
      {
        body: { kind: 'input' },
      },
    );
    await expect(bench.signOn.accept({ ...eve, acknowledged: [] })).rejects.toMatchObject({
      body: { kind: 'input' },
    });
    expect(bench.journal.rows).toEqual([]);
    await bench.signOn.accept({ ...eve, acknowledged: ['V46:users'] });
    expect(bench.journal.rows.map(({ verb, object, result }) => `${verb} ${object} ${result}`)).toEqual([
      'sign-on.switch-accepted eve@example.com intended',
      'sign-on.switch-accepted eve@example.com done',
    ]);
  });

  it('does not arise where it is on already, or where local users stay', async () => {
    const on = usersBench({ users, productLine: '2.13' });
    on.tenant.signOn.settings.set('tenant.login_with_sso', true);
    expect((await on.signOn.read()).endsLocalSignIn).toBe(false);
    const old = usersBench({ users, productLine: '2.18' });
    const view = await old.signOn.read();
    expect(view.endsLocalSignIn).toBe(false);
    expect(view.providersWhyNot).toContain('came with Run:ai 2.21');
  });
});

describe('V48: what a provider sends', () => {
  const payload = { email: 'ada@example.com', GROUPS: 'research', iat: 1 };
  const token = ['e30', Buffer.from(JSON.stringify(payload)).toString('base64url'), 'c2ln'].join('.');

  it('is looked at as a token or as JSON, by the names of a provider, without a value in the answer', async () => {
    const bench = usersBench({ listed: { 'identity-providers': providers } });
    for (const text of [token, ` Bearer ${token}\n`, JSON.stringify(payload)]) {
      const view = await bench.signOn.inspect({ text, alias: null });
      expect(claimsViewSchema.parse(view)).toEqual(view);
      expect(view.claims).toContainEqual({ name: 'GROUPS', kind: 'a string' });
      expect(view.findings.map(({ rule, about }) => `${rule} ${about}`)).toEqual(['V48 groups']);
      expect(JSON.stringify(view)).not.toContain('ada@');
    }
    expect((await bench.signOn.inspect({ text: token, alias: 'saml-lab' })).findings).toEqual([]);
    expect(bench.logged.join()).not.toContain(token);
  });

  it.each(['', 'hello', '[1]', 'a.b', 'null', 'e30.!!.x'])('refuses %j', (text) => {
    expect(() => claimsOf(text)).toThrow('neither a token nor');
  });
});

it('a certificate that cannot be read is told as such', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(certificateEnds(publicKey.export({ type: 'spki', format: 'pem' }).toString())).toBe('unreadable');
  expect(certificateEnds('AAAA')).toBe('unreadable');
});
