import { describe, expect, it } from 'vitest';
import { firstIdentityProviders } from '../../../src-main/demo-tenant/core/settings.ts';
import { cliBench } from '../../builders/cli-bench.ts';
import { aUser } from '../../builders/facts.ts';

describe('sign-on', () => {
  it('shows providers with what is wrong (V47, V48), and why nothing is changed here', async () => {
    const cli = cliBench({ listed: { 'identity-providers': firstIdentityProviders() } });
    const shown = await cli.run('sign-on', 'show');
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/saml-lab +saml .*2036-11-23/);
    expect(shown.err).toContain('own console');
    const json: unknown = JSON.parse((await cli.run('sign-on', 'show', '--json')).out);
    expect(json).toMatchObject({ providers: [{ alias: 'oidc' }, { alias: 'saml-lab' }] });
  });

  it('V48: inspects claims from standard input without a tenant, and ends with 6 where they do not fit', async () => {
    const cli = cliBench();
    cli.connected = false;
    cli.stdin = JSON.stringify({ email: 'ada@example.com', UID: '7' });
    const bad = await cli.run('sign-on', 'inspect');
    expect(bad.code).toBe(6);
    expect(bad.err).toContain('V48: UID has to be a whole number');
    expect(bad.out).not.toContain('ada@');
    cli.stdin = JSON.stringify({ email: 'ada@example.com' });
    expect((await cli.run('sign-on', 'inspect')).code).toBe(0);
  });

  it('V46: is gone through on 2.13, accepted with the phrase, and not offered elsewhere', async () => {
    const users = [
      aUser('root'),
      aUser('bob'),
      aUser('eve', { isLocal: false, lastLogin: '2026-01-01T00:00:00Z' }),
    ];
    const cli = cliBench({ users, productLine: '2.13' });
    const wanted = ['sign-on', 'switch-on', '--administrator', 'eve@example.com'];
    const first = await cli.run(...wanted);
    expect(first.err).toContain('2 local users stop working');
    expect(first.out).toContain('stop 2 users');
    expect((await cli.run(...wanted, '--yes')).code).toBe(2);
    expect(cli.bench.journal.rows).toEqual([]);
    expect((await cli.run(...wanted, '--yes', '--type', 'stop 2 users')).code).toBe(0);
    expect(cli.bench.journal.lines()).toContain('sign-on.switch-accepted done');
    expect((await cliBench().run(...wanted)).code).toBe(2);
  });
});

describe('facts of users', () => {
  it('V31, V42: password and keys', async () => {
    const cli = cliBench();
    const password = await cli.run('users', 'password', 'bob@example.com');
    expect(password).toMatchObject({ code: 0 });
    cli.bench.tenant.signOn.accessKeys.set('bob@example.com', [
      { id: 'k', name: 'laptop', clientId: 'c-1', createdAt: null, lastLogin: null },
    ]);
    expect((await cli.run('users', 'keys', 'bob@example.com')).out).toContain('laptop');
    const assigned = await cli.run('users', 'assigned', 'bob@example.com');
    expect(assigned.err).toContain('everything is given by access rules');
  });

  it('V40: what waits as steps by hand', async () => {
    const cli = cliBench();
    await cli.bench.service.addRules({
      email: 'eve@example.com',
      grants: [{ roleId: 7, scopes: [{ type: 'project', id: 'p-cats' }] }],
      acknowledged: [],
      send: 'staged',
    });
    const end = await cli.run('changes', 'by-hand', '--json');
    expect(end.code).toBe(0);
    const what =
      'Access rules, + NEW ACCESS RULE: Viewer · Subjects: eve@example.com · Role: Viewer · Scopes: project cats';
    expect(JSON.parse(end.out)).toEqual([{ step: 1, what, changes: 1 }]);
  });
});
