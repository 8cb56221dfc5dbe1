import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { decrypt, generateKey, readMessage, readPrivateKey } from 'openpgp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliBench, cliBench } from '../../builders/cli-bench.ts';
import { readCsv } from '../../builders/csv-reader.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolebook-cli-export-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const phrase = 'correct horse battery';
/** What the tenant of the bench issues. */
const password = 'Canary-pass-1';

/** A bench in which an earlier run lost the new passwords of these. */
async function afterLoss(...ids: string[]): Promise<CliBench> {
  const cli = cliBench();
  cli.files['phrase'] = `${phrase}\n`;
  for (const id of ids) await cli.bench.service.resetPassword({ id });
  cli.bench.tray.discardAll();
  return cli;
}

async function opened(path: string, how: (decrypter: Decrypter) => void): Promise<string> {
  const decrypter = new Decrypter();
  how(decrypter);
  return await decrypter.decrypt(await readFile(path), 'text');
}

describe('credentials export', () => {
  it('issues anew what was lost, and writes it sealed', async () => {
    const cli = await afterLoss('bob');
    const to = join(folder, 'lost.csv.age');
    const end = await cli.run(
      'credentials',
      'export',
      '--format',
      'csv',
      '--to',
      to,
      '--passphrase-file',
      'phrase',
    );
    expect(end).toMatchObject({ code: 0 });
    expect(end.err).toMatch(/sealed \(age, by passphrase\)\. Package [2-9A-Y]{4}-[2-9A-Y]{4}\./);
    expect(end.out).toContain('bob@example.com');
    expect(end.out + end.err).not.toContain(password);
    const rows = readCsv(await opened(to, (one) => one.addPassphrase(phrase)));
    expect(rows[1]?.slice(1, 3)).toEqual(['bob@example.com', password]);
    expect(((await stat(to)).mode & 0o777).toString(8)).toBe('600');
    expect((await cli.run('credentials', 'list')).err).toContain('Every secret that came was handed over');
  });

  it('writes a file for each, for keys of their own', async () => {
    const cli = await afterLoss('bob', 'ada');
    const [bob, ada] = [await generateX25519Identity(), await generateX25519Identity()];
    cli.files['ada.txt'] = `# Ada's key\n${await identityToRecipient(ada)}\n`;
    const to = join(folder, 'each');
    const end = await cli.run(
      'credentials',
      'export',
      '--each',
      '--format',
      'json',
      '--to',
      to,
      '--recipient',
      `bob@example.com=${await identityToRecipient(bob)}`,
      '--recipient',
      'ada@example.com=ada.txt',
    );
    expect(end).toMatchObject({ code: 0 });
    const names = (await readdir(to)).toSorted();
    expect(names.map((name) => name.slice(4))).toEqual([
      'bob-example-com.json.age',
      'ada-example-com.json.age',
    ]);
    const first = join(to, names[0] ?? '');
    expect(await opened(first, (one) => one.addIdentity(bob))).toContain('bob@example.com');
    await expect(opened(first, (one) => one.addIdentity(ada))).rejects.toThrow();
  });

  it('gives each a passphrase of their own from one file', async () => {
    const cli = await afterLoss('bob', 'ada');
    cli.files['phrases'] = 'bob@example.com correct horse battery\n\nada@example.com another horse battery\n';
    const to = join(folder, 'each');
    const command = ['credentials', 'export', '--each', '--to', to, '--format', 'bitwarden-json'];
    expect(await cli.run(...command, '--passphrase-file', 'phrases')).toMatchObject({ code: 0 });
    expect(await readdir(to)).toHaveLength(2);
  });

  it('tells how many files of many are sealed', async () => {
    const cli = await afterLoss('bob', 'ada');
    cli.files['phrases'] = 'bob@example.com correct horse battery\nada@example.com another horse battery\n';
    const command = ['credentials', 'export', '--each', '--format', 'bitwarden-json'];
    const seal = ['--passphrase-file', 'phrases'];
    const end = await cli.run(...command, '--to', join(folder, 'each'), ...seal);
    expect(end.err.match(/^Sealed .*$/gm)).toEqual(['Sealed 1 of 2 files', 'Sealed 2 of 2 files']);

    // On a terminal one line is painted over, and gone at the end.
    const painted = await afterLoss('bob', 'ada');
    painted.files['phrases'] = cli.files['phrases'];
    painted.terminal = true;
    const shown = await painted.run(...command, '--to', join(folder, 'again'), ...seal);
    expect(shown.err).toContain('\rSealed 2 of 2 files\u001b[K\r\u001b[K');
  });

  it.each([
    ['no format', ['--to', 'x', '--plain'], /--format FORMAT/],
    ['no place', ['--format', 'kdbx', '--passphrase-file', 'phrase'], /--to FILE/],
    ['a table', ['--format', 'table', '--to', 'x', '--plain'], /--format FORMAT/],
    ['a plain KeePass database', ['--format', 'kdbx', '--to', 'x', '--plain'], /seals itself/],
    [
      'ZIP around one',
      ['--format', 'kdbx', '--to', 'x', '--passphrase-file', 'phrase', '--seal', 'zip'],
      /seals itself/,
    ],
    [
      'somebody who lost nothing',
      ['ada@example.com', '--format', 'csv', '--to', 'x', '--plain'],
      /No secret of/,
    ],
    [
      'a mistyped key',
      ['--format', 'csv', '--to', 'x', '--recipient', 'age1nobody'],
      /incomplete or mistyped/,
    ],
    ['keys of nobody', ['--each', '--format', 'csv', '--to', 'x', '--recipient', 'age1nobody'], /whose key/],
    [
      'someone without a key',
      ['--each', '--format', 'csv', '--to', 'x', '--passphrase-file', 'others'],
      /given for bob/,
    ],
    [
      'one passphrase for two',
      ['--each', '--format', 'csv', '--to', 'x', '--passphrase-file', 'same'],
      /same passphrase/,
    ],
    [
      'columns of a fixed format',
      ['--format', 'chrome', '--to', 'x', '--plain', '--columns', 'account=a,secret=b'],
      /columns of its own/,
    ],
    [
      'columns without the secret',
      ['--format', 'csv', '--to', 'x', '--plain', '--columns', 'account=a,url=b'],
      /secret needs a column/,
    ],
  ])('refuses %s before anything is issued', async (_what, options, words) => {
    const cli = await afterLoss('bob');
    cli.files['others'] = 'eve@example.com correct horse battery';
    cli.files['same'] = 'bob@example.com correct horse battery\neve@example.com correct horse battery';
    const before = cli.bench.tenant.calls.length;
    const end = await cli.run(
      'credentials',
      'export',
      ...options.map((one) => (one === 'x' ? join(folder, 'x') : one)),
    );
    expect(end).toMatchObject({ code: 2, out: '' });
    expect(end.err).toMatch(words);
    expect(cli.bench.tenant.calls).toHaveLength(before);
    expect(await readdir(folder)).toEqual([]);
  });

  it('issues nothing when nothing was lost', async () => {
    const cli = cliBench();
    const to = join(folder, 'x.csv');
    const end = await cli.run('credentials', 'export', '--format', 'csv', '--to', to, '--plain');
    expect(end).toMatchObject({ code: 0, out: '' });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('--export of commands that issue a secret', () => {
  const reset = async (cli: CliBench, ...options: string[]) =>
    await cli.run('users', 'reset-password', 'bob@example.com', ...options);

  it('seals for OpenPGP keys, and says how to open it', async () => {
    const pair = await generateKey({
      userIDs: [{ email: 'bob@example.com' }],
      date: new Date(Date.UTC(2025, 0, 1)),
    });
    const cli = cliBench();
    cli.files['bob.asc'] = pair.publicKey;
    const path = join(folder, 'bob.csv.gpg');
    const end = await reset(cli, '--export', `apple:${path}`, '--recipient', 'bob.asc');
    expect(end).toMatchObject({ code: 0 });
    expect(end.err).toContain('gpg --output FILE --decrypt');
    const { data } = await decrypt({
      message: await readMessage({ binaryMessage: await readFile(path) }),
      decryptionKeys: await readPrivateKey({ armoredKey: pair.privateKey }),
    });
    expect(data).toContain(password);
  });

  it.each([
    ['kdbx', '.kdbx', []],
    ['letters', '.pdf', []],
    ['letters', '.pdf.zip', ['--seal', 'zip']],
    ['proton', '.csv.gpg', ['--seal', 'openpgp']],
    ['csv', '.csv.age', ['--columns', 'account=Login,secret=Key']],
  ])('%s%s', async (format, ending, more) => {
    const cli = cliBench();
    cli.files['phrase'] = phrase;
    const path = join(folder, `bob${ending}`);
    const end = await reset(cli, '--export', `${format}:${path}`, '--passphrase-file', 'phrase', ...more);
    expect(end, end.err).toMatchObject({ code: 0 });
    expect(await readdir(folder)).toEqual([`bob${ending}`]);
    expect((await readFile(path)).includes(password)).toBe(false);
  });

  it('never prints a secret in a table for spreadsheets', async () => {
    const cli = cliBench();
    const end = await reset(cli, '--show-secret', '--format', 'csv');
    expect(end).toMatchObject({ code: 2, out: '' });
    expect(end.err).toContain('never holds a secret');
    expect(cli.bench.tenant.calls).toEqual([]);
  });

  it('takes no file’s format for a way of printing', async () => {
    const end = await cliBench().run('users', 'list', '--format', 'kdbx');
    expect(end).toMatchObject({ code: 2, out: '' });
  });
});
