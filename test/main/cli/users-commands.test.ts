import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReportSchema } from '../../../src-shared/ipc/users-contract.ts';
import { cliBench } from '../../builders/cli-bench.ts';
import { allAllowed } from '../../builders/all-allowed.ts';
import { refused, replyLost } from '../../builders/scripted-tenant.ts';

const password = 'Canary-pass-1';
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolebook-cli-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('users show', () => {
  it('finds by e-mail, capitals aside, and by id', async () => {
    const cli = cliBench();
    const byEmail = JSON.parse((await cli.run('users', 'show', 'BOB@example.com', '--json')).out) as unknown;
    const byId = JSON.parse((await cli.run('users', 'show', 'bob', '--json')).out) as unknown;
    expect(byEmail).toMatchObject({ id: 'bob', raw: { username: 'bob@example.com' } });
    expect(byId).toEqual(byEmail);
  });
});

describe('users create', () => {
  const roles = ['--role', 'Viewer@cluster:a', '--role', 'L1 researcher@project:cats'];

  it('creates, exports sealed, and keeps the password out of every output', async () => {
    const cli = cliBench();
    cli.files['phrase'] = 'correct horse battery\n';
    const path = join(folder, 'new.csv.age');
    const end = await cli.run(
      'users',
      'create',
      'new@example.com',
      ...roles,
      '--export',
      `bitwarden:${path}`,
      '--passphrase-file',
      'phrase',
      '--json',
    );
    expect(end.code).toBe(0);
    const report = createReportSchema.parse(JSON.parse(end.out));
    expect(report.rules.map((rule) => rule.outcome)).toEqual(['created', 'created']);
    expect(end.out + end.err).not.toContain(password);
    const decrypter = new Decrypter();
    decrypter.addPassphrase('correct horse battery');
    expect(await decrypter.decrypt(await readFile(path), 'text')).toContain(password);
  });

  it('warns of a passphrase that others may read, in words, and goes on', async () => {
    const cli = cliBench();
    cli.files['phrase'] = 'correct horse battery\n';
    cli.openTo['phrase'] = '644';
    const create = (name: string) => {
      const to = ['--export', `bitwarden:${join(folder, name)}`, '--passphrase-file', 'phrase'];
      return cli.run('users', 'create', `${name}@example.com`, ...roles, ...to, '--json');
    };
    const loose = await create('loose');
    expect(loose.code).toBe(0);
    expect(loose.err).toContain(
      'Warning: others on this machine may read or change “phrase” (permissions 644)',
    );
    expect(loose.err + loose.out).not.toContain('correct horse');
    delete cli.openTo['phrase'];
    expect((await create('own')).err).not.toContain('others on this machine');
  });

  it('prints the password only when asked', async () => {
    const end = await cliBench().run('users', 'create', 'new@example.com', ...roles, '--show-secret');
    expect(end.out).toMatch(new RegExp(`Temporary password +${password}`));
    expect(end.code).toBe(0);
  });

  it.each([
    ['no way out for the password', []],
    ['an unprotected file', ['--export', 'chrome:x.csv']],
    ['two protections', ['--export', 'chrome:x.csv', '--plain', '--passphrase-file', 'phrase']],
    ['an unknown format', ['--export', 'excel:x.csv', '--plain']],
    ['a short passphrase', ['--export', 'chrome:x.csv', '--passphrase-file', 'short']],
    ['--plain without a file', ['--plain', '--show-secret']],
  ])('refuses %s before anything is created', async (_case, options) => {
    const cli = cliBench();
    cli.files['phrase'] = 'correct horse battery';
    cli.files['short'] = 'short';
    const end = await cli.run('users', 'create', 'new@example.com', ...roles, ...options);
    expect(end.code).toBe(2);
    expect(cli.bench.tenant.calls).toEqual([]);
  });

  it('shows the rules that refuse, and 2; a wide grant wants a reason in words (V38)', async () => {
    const cli = cliBench();
    const end = await cli.run('users', 'create', 'bob@example.com', ...roles, '--show-secret');
    expect(end.code).toBe(2);
    expect(end.err).toContain('V02');
    const wide = ['users', 'create', 'new@example.com', '--role', 'Viewer@tenant', '--show-secret'];
    expect((await cli.run(...wide)).err).toContain('V38');
    const ticked = await cli.run(...wide, '--accept', 'v38');
    expect(ticked.code).toBe(2);
    expect(ticked.err).toContain('--reason');
    expect((await cli.run(...wide, '--reason', 'looks after the tenant')).code).toBe(0);
  });

  it('answers 6 when only a part was done, and names the repair', async () => {
    const cli = cliBench();
    cli.bench.tenant.refusedScopes.add('project:p-cats');
    const end = await cli.run('users', 'create', 'new@example.com', ...roles, '--show-secret');
    expect(end.code).toBe(6);
    expect(end.err).toContain('users add-rules new@example.com');
    cli.bench.tenant.refusedScopes.clear();
    expect((await cli.run('users', 'add-rules', 'new@example.com', ...roles)).code).toBe(0);
  });

  it('answers 6 when the reply was lost, 4 when not permitted', async () => {
    const lost = cliBench();
    lost.bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: true });
    expect((await lost.run('users', 'create', 'new@example.com', ...roles, '--show-secret')).code).toBe(6);
    const denied = cliBench();
    denied.bench.tenant.faults.push({
      call: 'createUser',
      error: refused(403, 'not-permitted'),
      applied: false,
    });
    expect((await denied.run('users', 'create', 'new@example.com', ...roles, '--show-secret')).code).toBe(4);
  });

  it('answers 0 when it was saved and waits to be sent', async () => {
    const away = cliBench();
    away.bench.online = false;
    const end = await away.run('users', 'create', 'new@example.com', ...roles, '--show-secret', '--json');
    expect(end.code).toBe(0);
    expect(createReportSchema.parse(JSON.parse(end.out)).account.outcome).toBe('pending');
    expect(end.err).toContain('Saved, waits to be sent.');
    expect(end.out).not.toContain(password);
    const deleted = await away.run('users', 'delete', 'bob', '--yes');
    expect(deleted).toMatchObject({ code: 0 });
    expect(deleted.err).toContain('0 of 1 deleted.\nSaved, waits to be sent.');
    expect(end.err).toContain(
      'The secret comes when the change is sent. Then: rolebook changes send --show-secret',
    );
    const reset = await away.run('users', 'reset-password', 'ada', '--show-secret');
    expect(reset).toMatchObject({ code: 0 });
    expect(reset.err).toContain('Saved, waits to be sent.');
    expect(away.bench.tenant.calls).toEqual([]);
  });

  it.each([
    ['users', 'create', 'new@example.com', ...roles],
    ['users', 'reset-password', 'bob@example.com'],
    ['service-accounts', 'create', 'builder'],
    ['service-accounts', 'rotate', 'robot', '--accept', 'V35'],
  ])('says that no file is written yet by %s %s, and which command writes it', async (...command) => {
    const away = cliBench();
    away.bench.online = false;
    away.files['my phrase'] = 'correct horse battery\n';
    const path = join(folder, 'new.csv.age');
    const way = ['--export', `chrome:${path}`, '--passphrase-file', 'my phrase'];
    const saved = await away.run(...command, ...way);
    expect(saved, saved.err).toMatchObject({ code: 0 });
    const again = `changes send --export chrome:${path} --passphrase-file 'my phrase'`;
    expect(saved.err).toContain(
      `${path} is not written: the secret comes when the change is sent. Then write it with: rolebook ${again}\n`,
    );
    expect(await readdir(folder)).toEqual([]);
    away.bench.online = true;
    await away.run('changes', 'send', ...way);
    expect(await readdir(folder)).toEqual(['new.csv.age']);
  });

  const toFile = (path: string, ...more: string[]) => ['--export', `chrome:${path}`, '--plain', ...more];
  const commands = [
    ['create', 'new@example.com', ...roles],
    ['reset-password', 'bob@example.com'],
  ];

  it.each(commands)('tries the place for the file before %s issues anything', async (...command) => {
    const cli = cliBench();
    await writeFile(join(folder, 'there.csv'), 'mine');
    await symlink(join(folder, 'elsewhere.csv'), join(folder, 'link.csv'));
    await mkdir(join(folder, 'folder.csv'));
    const places: [string, number, RegExp][] = [
      ['there.csv', 2, /already.*--force/s],
      ['link.csv', 7, /link/],
      ['folder.csv', 7, /not a file/],
      ['missing/new.csv', 7, /does not exist/],
      ['there.csv/new.csv', 7, /not a folder/],
    ];
    for (const [place, code, words] of places) {
      const end = await cli.run('users', ...command, ...toFile(join(folder, place)));
      expect(end, place).toMatchObject({ code, out: '' });
      expect(end.err).toMatch(words);
    }
    expect(cli.bench.tenant.calls).toEqual([]);
    expect(cli.lives.opened).toBe(0);
    expect((await readdir(folder)).toSorted()).toEqual(['folder.csv', 'link.csv', 'there.csv']);
    expect(await readFile(join(folder, 'there.csv'), 'utf8')).toBe('mine');
  });

  it('replaces a file when told to, and leaves nothing beside it', async () => {
    const path = join(folder, 'there.csv');
    await writeFile(path, 'mine');
    const end = await cliBench().run(
      'users',
      'reset-password',
      'bob@example.com',
      ...toFile(path, '--force'),
    );
    expect(end.code).toBe(0);
    expect(await readFile(path, 'utf8')).toContain(password);
    expect(await readdir(folder)).toEqual(['there.csv']);
  });

  it.each(commands)('%s shows the password when the file fails all the same', async (...command) => {
    const cli = cliBench();
    const place = join(folder, 'goes');
    await mkdir(place);
    // The folder vanishes between the trial and the writing.
    const { tray } = cli.bench;
    const add = tray.add.bind(tray);
    tray.add = (...given) => {
      rmSync(place, { recursive: true });
      return add(...given);
    };
    const end = await cli.run('users', ...command, ...toFile(join(place, 'a.csv'), '--show-secret'));
    expect(end.out).toContain(password);
    expect(end.code).toBe(7);
    expect(end.err).toContain(`users reset-password ${command[1]}`);
    expect(end.err).not.toContain(password);
  });

  const denied = { allowed: false, reason: 'Only root may.' };

  it.each([
    ['create', 'new@example.com', '--role', 'No such role@tenant', '--show-secret'],
    ['create', 'new@example.com', '--sso', '--role', 'No such role@tenant'],
    ['add-rules', 'bob@example.com', '--role', 'No such role@tenant'],
    ['reset-password', 'nobody@example.com', '--show-secret'],
    ['delete', 'nobody@example.com', '--yes'],
  ])('answers 4 with the reason before %s looks at names', async (...command) => {
    const cli = cliBench();
    cli.bench.abilities = {
      ...allAllowed,
      createUsers: denied,
      createRules: denied,
      resetPasswords: denied,
      deleteUsers: denied,
    };
    const end = await cli.run('users', ...command);
    expect(end).toMatchObject({ code: 4, out: '' });
    expect(end.err).toContain('Only root may.');
    expect(cli.bench.tenant.calls).toEqual([]);
  });

  it('says that a tenant was never synced, not that its roles are unknown', async () => {
    const cli = cliBench();
    cli.bench.mirror.roles = async () => [];
    const end = await cli.run('users', 'create', 'new@example.com', ...roles, '--show-secret');
    expect(end.code).toBe(2);
    expect(end.err).toContain('This tenant was never synced.\nRun `rolebook sync` first.');
    expect(end.err).not.toContain('There is no role');
  });

  it('pre-authorises SSO users without a credential', async () => {
    const cli = cliBench();
    expect((await cli.run('users', 'create', 'sso@example.com', '--sso', ...roles)).code).toBe(0);
    expect((await cli.run('users', 'create', 'x@example.com', '--sso', ...roles, '--show-secret')).code).toBe(
      2,
    );
    expect(cli.bench.tray.list()).toEqual([]);
  });
});

describe('users delete', () => {
  it('shows what would go, and deletes only with --yes', async () => {
    const cli = cliBench();
    const preview = await cli.run('users', 'delete', 'bob@example.com');
    expect(preview.code).toBe(2);
    expect(preview.out).toContain('Viewer on project cats');
    expect(preview.err).toContain('--yes');
    expect(cli.bench.tenant.calls).toEqual([]);
    const done = await cli.run('users', 'delete', 'bob@example.com', '--yes');
    expect(done).toMatchObject({ code: 0 });
    expect(done.err).toContain('1 of 1 deleted');
  });

  it('asks for the phrase before an administrator goes', async () => {
    const cli = cliBench();
    expect((await cli.run('users', 'delete', 'ada@example.com')).err).toContain(
      '--confirm "ada@example.com"',
    );
    expect((await cli.run('users', 'delete', 'ada@example.com', '--yes')).code).toBe(2);
    const end = await cli.run('users', 'delete', 'ada@example.com', '--yes', '--confirm', 'ada@example.com');
    expect(end.code).toBe(0);
  });

  it('answers 6 when not all went', async () => {
    const cli = cliBench();
    cli.bench.tenant.faults.push({
      call: 'deleteUser',
      error: refused(403, 'not-permitted'),
      applied: false,
    });
    const end = await cli.run('users', 'delete', 'bob', 'eve', '--yes');
    expect(end.code).toBe(6);
    expect(end.out).toContain('failed');
    expect(end.err).toContain('1 of 2 deleted.');
  });
});
