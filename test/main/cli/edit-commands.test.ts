import { describe, expect, it } from 'vitest';
import { cliBench } from '../../builders/cli-bench.ts';
import { allAllowed } from '../../builders/users-bench.ts';

const secret = 'Canary-pass-1';

describe('rules remove and change', () => {
  it('show what would go, and remove only with --yes', async () => {
    const cli = cliBench();
    const preview = await cli.run('rules', 'remove', '3');
    expect(preview.code).toBe(2);
    expect(preview.out).toContain('bob@example.com loses Viewer on project cats.');
    expect(preview.err).toContain('--yes');
    expect(cli.bench.tenant.calls).toEqual([]);
    const done = await cli.run('rules', 'remove', '3', '--yes');
    expect(done).toMatchObject({ code: 0 });
    expect(done.out).toMatch(/Take Viewer on project cats from bob@example\.com +done/);
    expect(cli.bench.tenant.rules.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('ask for the phrase before an administrator loses the role', async () => {
    const cli = cliBench();
    expect((await cli.run('rules', 'remove', '2')).err).toContain('--confirm "ada@example.com"');
    expect((await cli.run('rules', 'remove', '2', '--yes')).code).toBe(2);
    expect((await cli.run('rules', 'remove', '2', '--yes', '--confirm', 'ada@example.com')).code).toBe(0);
    expect((await cli.run('rules', 'remove', '1', '--yes', '--confirm', 'root@example.com')).code).toBe(2);
  });

  it('make the new rule first, then let the old one go', async () => {
    const cli = cliBench();
    const end = await cli.run('rules', 'change', '3', '--role', 'Viewer@project:dogs');
    expect(end).toMatchObject({ code: 0 });
    const made = cli.bench.tenant.calls.findIndex((call) => call.startsWith('createRules bob@example.com'));
    const gone = cli.bench.tenant.calls.indexOf('deleteRule 3');
    expect(made).toBeGreaterThan(-1);
    expect(gone).toBeGreaterThan(made);
    expect((await cli.run('rules', 'change', '99', '--role', 'Viewer@project:dogs')).code).toBe(2);
    expect((await cli.run('rules', 'change', '3')).code).toBe(2);
  });

  it('answer 4 without the right', async () => {
    const cli = cliBench();
    cli.bench.abilities = { ...allAllowed, deleteRules: { allowed: false, reason: 'Only root may.' } };
    expect(await cli.run('rules', 'remove', '3', '--yes')).toMatchObject({ code: 4 });
  });
});

describe('service-accounts', () => {
  it('are created and rotated with their secret handed over, and printed only when asked', async () => {
    const cli = cliBench();
    expect((await cli.run('service-accounts', 'create', 'builder')).code).toBe(2);
    expect(cli.bench.tenant.calls).toEqual([]);
    const made = await cli.run('service-accounts', 'create', 'builder', '--show-secret');
    expect(made).toMatchObject({ code: 0 });
    expect(made.out).toContain(secret);
    expect((await cli.run('service-accounts', 'create', 'Builder', '--show-secret')).err).toContain('V09');

    cli.bench.tenant.nextPassword = 'Canary-pass-2';
    const unaccepted = await cli.run('service-accounts', 'rotate', 'robot', '--show-secret');
    expect(unaccepted.code).toBe(2);
    expect(unaccepted.err).toContain('V35');
    const rotated = await cli.run('service-accounts', 'rotate', 'robot', '--show-secret', '--accept', 'V35');
    expect(rotated).toMatchObject({ code: 0 });
    expect(rotated.out).toContain('Canary-pass-2');
  });

  it('are switched, and deleted with --yes', async () => {
    const cli = cliBench();
    expect((await cli.run('service-accounts', 'disable', 'robot', 'crawler-client')).code).toBe(0);
    expect(cli.bench.tenant.serviceAccounts.map(({ enabled }) => enabled)).toEqual([false, false]);
    const again = await cli.run('service-accounts', 'disable', 'robot');
    expect(again).toMatchObject({ code: 0 });
    expect(again.err).toContain('Nothing to change');
    expect((await cli.run('service-accounts', 'enable', 'robot')).code).toBe(0);
    expect((await cli.run('service-accounts', 'delete', 'robot')).code).toBe(2);
    expect((await cli.run('service-accounts', 'delete', 'robot', '--yes')).code).toBe(0);
    expect(cli.bench.tenant.serviceAccounts.map(({ name }) => name)).toEqual(['crawler']);
    expect((await cli.run('service-accounts', 'delete', 'nobody', '--yes')).code).toBe(2);
  });

  it('wait offline, without a way out for the secret', async () => {
    const cli = cliBench();
    const end = await cli.run('--offline', 'service-accounts', 'create', 'builder');
    expect(end).toMatchObject({ code: 0 });
    expect(end.err).toContain('Saved, waits to be sent.');
    expect(cli.bench.tenant.calls).toEqual([]);
  });
});
