import { describe, expect, it } from 'vitest';
import { cliBench } from '../../builders/cli-bench.ts';
import { allAllowed } from '../../builders/all-allowed.ts';

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

  it('change several at once, where each is, and show it before', async () => {
    const cli = cliBench();
    await cli.run('rules', 'add', '--user', 'bob@example.com', '--role', 'Viewer@project:dogs');
    const added = String(cli.bench.tenant.rules.at(-1)?.id);
    const dry = await cli.run(
      'rules',
      'change',
      '3',
      added,
      '--role',
      'L1 researcher',
      '--dry-run',
      '--json',
    );
    expect(dry.code).toBe(0);
    expect(JSON.parse(dry.out)).toMatchObject([
      { id: '3', losses: ['It becomes L1 researcher on project cats.'] },
      { id: added, losses: ['It becomes L1 researcher on project dogs.'] },
    ]);
    expect((await cli.run('rules', 'change', '3', added, '--role', 'L1 researcher')).code).toBe(0);
    const held = cli.bench.tenant.rules.filter(({ subjectId }) => subjectId === 'bob@example.com');
    expect(held.map(({ roleName, scopeName }) => `${roleName} ${scopeName}`).toSorted()).toEqual([
      'L1 researcher p-cats',
      'L1 researcher p-dogs',
    ]);
    const moved = await cli.run(
      'rules',
      'change',
      String(held[0]?.id),
      '--scope',
      'cluster:a',
      '--accept',
      'V26',
    );
    expect(moved, moved.err).toMatchObject({ code: 0 });
  });

  it('show what a removal takes away, and end with 0, for --dry-run', async () => {
    const cli = cliBench();
    const dry = await cli.run('rules', 'remove', '3', '--dry-run', '--json');
    expect(dry.code).toBe(0);
    expect(JSON.parse(dry.out)).toMatchObject([{ id: '3' }]);
    expect(cli.bench.outbox.open()).toEqual([]);
  });

  it('say of a rule that is not there that there is none, instead of asking for consent', async () => {
    const cli = cliBench();
    for (const more of [[], ['--dry-run'], ['--yes']]) {
      const none = await cli.run('rules', 'remove', '3', '999', ...more);
      expect(none.code, more.join()).toBe(2);
      expect(none.err).toContain('There is no such access rule in the mirror');
      expect(none.err).not.toContain('add: --yes');
      expect(none.out).toBe('');
    }
  });

  it('answer 4 without the right', async () => {
    const cli = cliBench();
    cli.bench.abilities = { ...allAllowed, deleteRules: { allowed: false, reason: 'Only root may.' } };
    expect(await cli.run('rules', 'remove', '3', '--yes')).toMatchObject({ code: 4 });
  });
});

describe('rules add', () => {
  const order = (
    '--user bob@example.com --user monday@example.com --group Speech --service-account robot ' +
    '--role Viewer@project:cats --role Viewer@project:dogs'
  ).split(' ');

  it('shows every rule and saves nothing for --dry-run', async () => {
    const cli = cliBench();
    const dry = await cli.run('rules', 'add', ...order, '--dry-run', '--json');
    expect(dry.code).toBe(0);
    const rows = JSON.parse(dry.out) as { subject: string; scope: string; state: string; standing: string }[];
    expect(
      rows.map(({ subject, scope, state, standing }) => `${subject}, ${scope}: ${state}, ${standing}`),
    ).toEqual([
      'bob@example.com, project cats: known, held',
      'bob@example.com, project dogs: known, new',
      'monday@example.com, project cats: pre-authorised, new',
      'monday@example.com, project dogs: pre-authorised, new',
      'group Speech, project cats: new, new',
      'group Speech, project dogs: new, new',
      'service account robot, project cats: known, new',
      'service account robot, project dogs: known, new',
    ]);
    expect(dry.err).toContain('7 access rules would be made');
    expect(cli.bench.outbox.open()).toEqual([]);
    expect(cli.bench.tenant.calls).toEqual([]);
  });

  it.each([
    ['a wide grant without a reason (V38)', ['--role', 'Viewer@tenant']],
    ['a wide grant with a reason of one word', ['--role', 'Viewer@tenant', '--reason', 'audit']],
    ['what is held already (V36)', ['--role', 'Viewer@project:cats']],
    ['somebody without the right', ['--role', 'Viewer@project:dogs']],
  ])('refuses %s for --dry-run in the same words', async (what, args) => {
    const ends = [];
    for (const dryRun of [['--dry-run'], []]) {
      const cli = cliBench();
      if (what.includes('right'))
        cli.bench.abilities = { ...allAllowed, createRules: { allowed: false, reason: 'Only root may.' } };
      const end = await cli.run('rules', 'add', '--user', 'bob@example.com', ...args, ...dryRun);
      expect(cli.bench.outbox.open()).toEqual([]);
      ends.push({ code: end.code, last: end.err.slice(end.err.indexOf('rolebook: ')) });
    }
    const [dry, real] = ends;
    expect(real?.code).not.toBe(0);
    expect(dry).toEqual(real);
  });

  it('takes a wide grant with a reason in words, and saves nothing of it for --dry-run', async () => {
    const cli = cliBench();
    const order = ['--user', 'bob@example.com', '--role', 'Viewer@tenant', '--reason', 'for the audit'];
    const dry = await cli.run('rules', 'add', ...order, '--dry-run');
    expect(dry, dry.err).toMatchObject({ code: 0 });
    expect(dry.err).toContain('1 access rule would be made. Nothing was saved.');
    expect(cli.bench.outbox.open()).toEqual([]);
    expect(cli.bench.tenant.calls).toEqual([]);
    expect(await cli.run('rules', 'add', ...order)).toMatchObject({ code: 0 });
  });

  it('gives them all, in one group', async () => {
    const cli = cliBench();
    const end = await cli.run('rules', 'add', ...order, '--json');
    expect(end, end.err).toMatchObject({ code: 0 });
    expect(JSON.parse(end.out)).toHaveLength(7);
    expect(cli.bench.tenant.rules).toHaveLength(10);
  });

  it.each([
    ['nobody', ['--role', 'Viewer@project:cats'], '--user'],
    ['no role', ['--user', 'bob@example.com'], '--role'],
    [
      'a service account that is not there',
      ['--service-account', 'gone', '--role', 'Viewer@project:cats'],
      'gone',
    ],
    [
      'the whole tenant without a reason (V38)',
      ['--user', 'bob@example.com', '--role', 'Viewer@tenant'],
      '--reason',
    ],
  ])('answers 2 for %s', async (_, args, said) => {
    const cli = cliBench();
    const end = await cli.run('rules', 'add', ...args);
    expect(end.code).toBe(2);
    expect(end.err).toContain(said);
    expect(cli.bench.outbox.open()).toEqual([]);
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
