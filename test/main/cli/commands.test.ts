import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cliBench } from '../../builders/cli-bench.ts';
import { readCsv } from '../../builders/csv-reader.ts';
import { unreachable } from '../../builders/scripted-tenant.ts';
import { allAllowed } from '../../builders/all-allowed.ts';

const emails = z.array(z.object({ email: z.string() }));

describe('the command line', () => {
  it('explains itself without opening anything', async () => {
    const cli = cliBench();
    const help = await cli.run('--help');
    expect(help.code).toBe(0);
    expect(help.out).toContain('Exit codes:');
    expect(help.out).toContain('7  disk, keychain, or another Rolebook has this tenant open');
    expect(help.out).toContain('waiting to be sent (no secret issued, no file written yet)');
    expect((await cli.run('--version')).out).toBe('9.9.9\n');
    expect((await cli.run('users', 'create', '--help')).out).toContain('--passphrase-file');
    expect(cli.lives.opened).toBe(0);
  });

  it.each([
    [['nonsense']],
    [['users', 'list', '--limit', 'x']],
    [['--format', 'xml', 'tenants']],
    [['users', 'create']],
  ])('answers 2 to %j', async (args) => {
    const cli = cliBench();
    const end = await cli.run(...args);
    expect(end.code).toBe(2);
    expect(end.out).toBe('');
    expect(end.err).not.toBe('');
  });

  it('closes what it opened, also after a failure', async () => {
    const cli = cliBench();
    await cli.run('users', 'list');
    await cli.run('users', 'show', 'nobody@example.com');
    expect(cli.lives).toEqual({ opened: 2, closed: 2 });
  });

  it('says how to begin when no tenant is connected', async () => {
    const cli = cliBench();
    cli.connected = false;
    const end = await cli.run('users', 'list');
    expect(end.code).toBe(3);
    expect(end.err).toContain('rolebook connect');
  });

  it.each([[['users', 'list']], [['tenants']]])(
    '%j tells of a damaged list of tenants, and fails',
    async (args) => {
      const cli = cliBench();
      cli.connected = false;
      cli.listTrouble = { ...unreachable().body, kind: 'storage', message: 'The list was damaged.' };
      const end = await cli.run(...args);
      expect(end.code).toBe(7);
      expect(end.err).toContain('The list was damaged.');
    },
  );
});

describe('connect', () => {
  it('takes a secret from standard input, less its line end', async () => {
    const cli = cliBench();
    cli.stdin = 's3cret \n';
    const end = await cli.run(
      'connect',
      'https://tenant.example.com',
      '--client-id',
      'ci',
      '--client-secret-stdin',
    );
    expect(end.code).toBe(0);
    expect(cli.connects).toEqual([
      {
        url: 'https://tenant.example.com',
        method: 'service-account',
        account: 'ci',
        secret: 's3cret ',
        remember: true,
      },
    ]);
    expect(end.out + end.err).not.toContain('s3cret');
    expect(end.out).toContain('Run:ai 3.0');
  });

  it('takes a password from a file', async () => {
    const cli = cliBench();
    cli.files['pw'] = 'p\r\n';
    const args = [
      'connect',
      'https://tenant.example.com',
      '--user',
      'root@example.com',
      '--secret-file',
      'pw',
    ];
    expect((await cli.run(...args, '--no-remember')).code).toBe(0);
    expect(cli.connects[0]).toMatchObject({ method: 'password', secret: 'p', remember: false });
  });

  it('tells what the actor may not do, with the reason', async () => {
    const cli = cliBench();
    cli.bench.abilities = { ...allAllowed, createUsers: { allowed: false, reason: 'Ask root.' } };
    const end = await cli.run('connect', '--demo');
    expect(end.out).toMatch(/May not create users +Ask root\./);
  });

  it.each([
    ['nothing', ['connect']],
    ['a tenant and the demo', ['connect', 'https://a.example.com', '--demo']],
    ['nobody', ['connect', 'https://a.example.com']],
    ['no secret', ['connect', 'https://a.example.com', '--user', 'a@example.com']],
    [
      'two who sign in',
      ['connect', 'https://a.example.com', '--user', 'a', '--client-id', 'b', '--password-stdin'],
    ],
    [
      'a secret of the wrong kind',
      ['connect', 'https://a.example.com', '--user', 'a', '--client-secret-stdin'],
    ],
    ['an empty secret', ['connect', 'https://a.example.com', '--user', 'a', '--password-stdin']],
  ])('refuses %s', async (_case, args) => {
    const cli = cliBench();
    expect((await cli.run(...args)).code).toBe(2);
    expect(cli.connects).toEqual([]);
  });

  it('signs in with a given secret where there is no keychain', async () => {
    const cli = cliBench();
    cli.stdin = 'again\n';
    await cli.run('--secret-stdin', 'users', 'list');
    expect(cli.signIns).toEqual([{ key: 'k1', secret: 'again', remember: 'as-is' }]);
  });
});

describe('lists', () => {
  it('prints a table, and age and counts beside it', async () => {
    const end = await cliBench().run('users', 'list', '--search', 'b', '--columns', 'email,ruleCount');
    expect(end.out).toBe('User             Access rules\nbob@example.com             1\n');
    expect(end.err).toBe('1, out of 4, as of 5 min ago\n');
    expect(end.code).toBe(0);
  });

  it('asks the mirror for what the options say', async () => {
    const cli = cliBench();
    await cli.run(
      'users',
      'list',
      '--filter',
      'type=local',
      '--filter',
      'lastLogin:older-than=90',
      '--sort',
      'lastLogin:desc',
      '--sort',
      'email',
      '--limit',
      '3',
    );
    expect(cli.bench.mirror.requests).toMatchObject([
      {
        view: 'users',
        filters: [
          { column: 'type', op: 'is', values: ['local'] },
          { column: 'lastLogin', op: 'older-than-days', values: ['90'] },
        ],
        sort: [
          { column: 'lastLogin', direction: 'desc' },
          { column: 'email', direction: 'asc' },
        ],
        from: 0,
        to: 3,
      },
    ]);
  });

  it('pages through everything for JSON and CSV', async () => {
    const cli = cliBench();
    const [first] = cli.bench.mirror.userFacts;
    if (first === undefined) throw new Error('no user');
    cli.bench.mirror.userFacts = Array.from({ length: 1203 }, (_, n) => ({
      ...first,
      id: `u${n}`,
      email: `=u${n}@example.com`,
    }));
    const json = emails.parse(JSON.parse((await cli.run('users', 'list', '--json')).out));
    expect(json).toHaveLength(1203);
    expect(json[1202]?.email).toBe('=u1202@example.com');
    const [header, ...rows] = readCsv((await cli.run('users', 'list', '--format', 'csv')).out);
    expect(header?.[0]).toBe('User');
    expect(rows).toHaveLength(1203);
    expect(rows[5]?.[0]).toBe("'=u5@example.com");
    expect((await cli.run('users', 'list')).err).toContain('100 of 1203 shown');
  });

  it.each([
    [['users', 'list', '--filter', 'colour=red'], 'There is no column'],
    [['users', 'list', '--sort', 'roles'], 'cannot be sorted'],
    [['users', 'list', '--columns', 'email,nose'], 'There is no column'],
  ])('refuses %j before opening anything', async (args, problem) => {
    const cli = cliBench();
    const end = await cli.run(...args);
    expect(end).toMatchObject({ code: 2, out: '' });
    expect(end.err).toContain(problem);
    expect(cli.lives.opened).toBe(0);
  });

  it('lets no name paint the terminal', async () => {
    const cli = cliBench();
    const [first] = cli.bench.mirror.userFacts;
    if (first === undefined) throw new Error('no user');
    cli.bench.mirror.userFacts = [{ ...first, email: 'a\u001b[31m\u202eb@example.com' }];
    for (const format of ['table', 'json']) {
      const end = await cli.run('users', 'list', '--format', format, '--columns', 'email');
      for (const hidden of ['\u001b', '\u202e']) expect(end.out).not.toContain(hidden);
      expect(end.out).toMatch(/001b|001B/);
    }
  });

  it('works on roles, rules and tenants', async () => {
    const cli = cliBench();
    for (const args of [['roles', 'list'], ['rules', 'list'], ['tenants']]) {
      expect((await cli.run(...args)).code).toBe(0);
    }
    const shown = await cli.run('roles', 'show', 'viewer', '--json');
    expect(JSON.parse(shown.out)).toMatchObject({ name: 'Viewer' });
    expect((await cli.run('roles', 'show', 'nobody')).code).toBe(2);
  });
});

describe('sync, status and sign-out', () => {
  it('reports the pull; progress goes to standard error', async () => {
    const cli = cliBench();
    const end = await cli.run('sync');
    expect(end.code).toBe(0);
    expect(end.out).toMatch(/Rows +7\n/);
    expect(end.err).toBe('users: done, 4\n');
    cli.terminal = true;
    expect((await cli.run('sync')).err).toContain('pulling 25 %  50 of 200 rows, 25/s, 6 s left');
  });

  it.each([
    [{ outcome: 'partial' as const }, 6],
    [{ outcome: 'cancelled' as const }, 6],
    [{ outcome: 'failed' as const, error: unreachable().body }, 5],
  ])('answers %j with %i', async (pull, code) => {
    const cli = cliBench();
    cli.pull = pull;
    expect((await cli.run('sync')).code).toBe(code);
  });

  it('holds a shrunken tenant until told', async () => {
    const cli = cliBench();
    cli.pull = { outcome: 'held' };
    const held = await cli.run('sync');
    expect(held.code).toBe(6);
    expect(held.err).toContain('--accept-removals');
    expect((await cli.run('sync', '--accept-removals')).code).toBe(0);
  });

  it('tells the link by its exit code', async () => {
    const cli = cliBench();
    expect((await cli.run('status')).code).toBe(0);
    cli.bench.online = false;
    const end = await cli.run('status');
    expect(end.code).toBe(5);
    expect(end.out).toMatch(/Link +offline/);
  });

  it('tells of a secret that an earlier run lost, until a new one was handed over or it was dismissed', async () => {
    const cli = cliBench();
    const lost = 'The temporary password of bob@example.com was not handed over before the app ended';
    // Sent, and killed before anything was done with what came.
    await cli.bench.service.resetPassword({ id: 'bob' });
    expect((await cli.run('status')).err).not.toContain(lost);
    cli.bench.tray.discardAll();
    const status = await cli.run('status');
    expect(status.err).toContain(lost);
    expect(status.err).toContain('rolebook users reset-password bob@example.com');
    expect((await cli.run('credentials', 'list')).out).toContain('bob@example.com');
    // On its way: said by the change itself.
    await cli.run('--offline', 'users', 'reset-password', 'bob@example.com');
    expect((await cli.run('status')).err).not.toContain(lost);
    await cli.run('changes', 'discard', '2');
    expect((await cli.run('status')).err).toContain(lost);

    const again = await cli.run('users', 'reset-password', 'bob@example.com', '--show-secret');
    expect(again.code).toBe(0);
    cli.bench.tray.discardAll();
    expect((await cli.run('status')).err).not.toContain(lost);

    await cli.bench.service.resetPassword({ id: 'bob' });
    cli.bench.tray.discardAll();
    expect((await cli.run('credentials', 'dismiss', 'ada@example.com')).code).toBe(2);
    expect((await cli.run('credentials', 'dismiss', 'bob@example.com')).code).toBe(0);
    expect((await cli.run('credentials', 'list')).out).not.toContain('bob@example.com');
  });

  it('signs out and keeps the mirror unless told', async () => {
    const cli = cliBench();
    const kept = await cli.run('sign-out');
    expect(kept.err).toBe('Signed out of Acme.\n');
    const args = ['--forget-mirror', '--tenant', 'https://tenant.example.com'];
    const forgotten = await cli.run('sign-out', ...args);
    expect(forgotten.err).toBe(
      'Signed out of Acme. Removed from this machine: the local copy of the tenant.\n' +
        'Kept: the changes that wait to be sent, and the journal. They are there again when the same account connects.\n',
    );
    expect(cli.signOuts).toEqual([
      { key: 'k1', forgetMirror: false },
      { key: 'k1', forgetMirror: true },
    ]);
    expect((await cli.run('sign-out', '--tenant', 'elsewhere')).code).toBe(2);
  });
});
