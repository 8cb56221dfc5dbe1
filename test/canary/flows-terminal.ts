import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FlowBook, must, same } from './flow-book.ts';
import type { MarkingTenant } from './marking-tenant.ts';
import type { Sandbox } from './sandbox.ts';

/** The same at the terminal: each command a process of its own. */
export async function terminalFlows(
  { run }: FlowBook,
  sandbox: Sandbox,
  tenant: MarkingTenant,
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  const profile = join(sandbox.folders.profiles, 'terminal');
  const { files, allowed, given } = sandbox.folders;
  const phrase = join(given, 'phrase');
  const secretFile = join(given, 'secret');
  writeFileSync(phrase, `${sandbox.marks.password('passphrase in a file')}\n`, { mode: 0o600 });
  writeFileSync(secretFile, `${tenant.client.secret}\n`, { mode: 0o600 });
  // So that it works without a keychain too.
  const signIn = ['--secret-file', secretFile];
  const issued = (): number => tenant.issued.length;
  const flows: [string, () => Promise<string>][] = [];
  const add = (name: string, work: () => Promise<string>): void => void flows.push([name, work]);
  const commandIssuing = async (args: readonly string[], shows = false) => {
    const before = issued();
    const end = await sandbox.command(profile, [...args, ...signIn], { shows });
    same(end.code, 0, `the exit code (${end.err})`);
    same(issued(), before + 1, 'secrets issued');
    return end;
  };

  add('terminal: connect with a wrong secret', async () => {
    const wrong = sandbox.marks.password('wrong secret at the terminal');
    const end = await sandbox.command(
      profile,
      ['connect', tenant.url, '--client-id', tenant.client.account, '--client-secret-stdin'],
      { input: `${wrong}\n` },
    );
    must(end.code !== 0 && end.err !== '', 'it was taken');
    return `exit code ${end.code ?? 'none'}`;
  });
  add('terminal: connect, kept in the keychain', async () => {
    const end = await sandbox.command(
      profile,
      ['connect', tenant.url, '--client-id', tenant.client.account, '--client-secret-stdin'],
      { input: `${tenant.client.secret}\n` },
    );
    same(end.code, 0, `the exit code (${end.err})`);
    const sync = await sandbox.command(profile, ['sync', ...signIn]);
    same(sync.code, 0, `the exit code of sync (${sync.err})`);
    return 'connected, synced';
  });
  add('terminal: a new user, the password into a sealed file', async () => {
    const file = join(files, 'terminal.csv.age');
    await commandIssuing([
      'users',
      'create',
      'terminal@canary.test',
      '--role=Viewer@tenant',
      '--reason=Looks at the tenant as a whole.',
      `--export=keepassxc:${file}`,
      `--passphrase-file=${phrase}`,
      '--json',
    ]);
    return `${readFileSync(file).byteLength} bytes`;
  });
  add('terminal: a reset, printed because it was asked for', async () => {
    const { out } = await commandIssuing(
      ['users', 'reset-password', 'terminal@canary.test', '--show-secret', '--json'],
      true,
    );
    must(out.includes(JSON.stringify(tenant.issued.at(-1))), 'it was not printed');
    return 'on standard output of that command alone';
  });
  add('terminal: a reset into a file that cannot be written', async () => {
    const before = issued();
    const end = await sandbox.command(profile, [
      'users',
      'reset-password',
      'terminal@canary.test',
      `--export=csv:${join(files, 'nowhere', 'x.csv')}`,
      '--plain',
      ...signIn,
    ]);
    must(end.code !== 0, 'it was written');
    return `exit code ${end.code ?? 'none'}, ${issued() - before} issued`;
  });
  add('terminal: resets of all that match', async () => {
    const before = issued();
    const file = join(files, 'all.zip');
    const end = await sandbox.command(profile, [
      'users',
      'reset-password',
      '--all-matching',
      '--search=bulk-',
      '--yes',
      `--export=csv:${file}`,
      '--seal=zip',
      `--passphrase-file=${phrase}`,
      ...signIn,
    ]);
    same(end.code, 0, `the exit code (${end.err})`);
    must(issued() >= before + 3, 'too few were issued');
    return `${issued() - before} issued, into one sealed file`;
  });
  add('terminal: a service account, plain', async () => {
    const file = join(allowed, 'bot.json');
    await commandIssuing(['service-accounts', 'create', 'terminal-bot', `--export=json:${file}`, '--plain']);
    must(readFileSync(file, 'utf8').includes(JSON.stringify(tenant.issued.at(-1))), 'it is not in the file');
    return 'in the file';
  });
  add('terminal: its new secret, into a KeePass database', async () => {
    const file = join(files, 'bot.kdbx');
    await commandIssuing([
      'service-accounts',
      'rotate',
      'terminal-bot',
      '--accept=V35',
      `--export=kdbx:${file}`,
      `--passphrase-file=${phrase}`,
    ]);
    return `${readFileSync(file).byteLength} bytes`;
  });
  add('terminal: a reset that the tenant refuses with everything it knows', async () => {
    const told = tenant.instead(
      ({ method, path }) => method === 'POST' && path.endsWith('/password'),
      async ({ token }, pass) => {
        await pass();
        const message = `Cannot give ${tenant.issued.at(-1) ?? ''} to the holder of ${token ?? ''}`;
        return { status: 422, type: 'application/json', body: JSON.stringify({ code: 422, message }) };
      },
    );
    const end = await sandbox.command(profile, [
      'users',
      'reset-password',
      'terminal@canary.test',
      `--export=csv:${join(files, 'refused.csv')}`,
      `--passphrase-file=${phrase}`,
      ...signIn,
    ]);
    must(told() && end.code !== 0, 'it was not told');
    return `exit code ${end.code ?? 'none'}`;
  });
  add('terminal: a mistyped command with a secret on standard input', async () => {
    const end = await sandbox.command(profile, ['users', 'reset-pasword', '--secret-stdin'], {
      input: `${tenant.client.secret}\n`,
    });
    must(end.code !== 0, 'it was understood');
    return `exit code ${end.code ?? 'none'}`;
  });
  add('terminal: the journal', async () => {
    const listed = await sandbox.command(profile, ['journal', 'list']);
    must(listed.out.includes('credential.'), 'no hand-over is in it');
    const end = await sandbox.command(profile, ['journal', 'export', join(files, 'terminal-journal.json')]);
    same(end.code, 0, `the exit code (${end.err})`);
    return `${listed.out.split('\n').length} lines`;
  });
  add('terminal: signed out', async () => {
    const end = await sandbox.command(profile, ['sign-out', '--forget-mirror']);
    same(end.code, 0, `the exit code (${end.err})`);
    return 'the copy removed';
  });

  for (const [name, work] of flows.slice(0, most)) await run(name, work);
}
