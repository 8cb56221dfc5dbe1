import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCsv } from '../../builders/csv-reader.ts';
import { type CliBench, cliBench } from '../../builders/cli-bench.ts';
import { aUser } from '../../builders/facts.ts';
import { refused } from '../../builders/scripted-tenant.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-reset-many-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const names = ['root', 'ada', 'bob', 'cy', 'dan'];
const bench = (): CliBench =>
  cliBench({ users: [...names.map((name) => aUser(name)), aUser('eve', { isLocal: false })] });

const file = (): string => join(folder, 'new.csv');
const all = (cli: CliBench, ...more: string[]) =>
  cli.run('users', 'reset-password', '--all-matching', '--export', `csv:${file()}`, '--plain', ...more);
const outcomes = (out: string): string[] =>
  (JSON.parse(out) as { email: string; outcome: string }[]).map(
    ({ email, outcome }) => `${email.split('@')[0]} ${outcome}`,
  );
const written = (): string[] =>
  readCsv(readFileSync(file(), 'utf8'))
    .slice(1)
    .map((row) => row.find((cell) => /^\w+@/.test(cell)) ?? '');

describe('users reset-password --all-matching', () => {
  it('does nothing without --yes, says how many it would be and who is left out and why', async () => {
    const cli = bench();
    const end = await all(cli, '--json');
    expect(end.code).toBe(2);
    expect(outcomes(end.out)).toEqual([
      'root left out',
      'ada to reset',
      'bob to reset',
      'cy to reset',
      'dan to reset',
      'eve left out',
    ]);
    expect(end.out).toContain('own sign-in would end');
    expect(end.out).toContain('signs in by SSO');
    expect(end.err).toContain('--yes 4');
    expect((await all(cli, '--yes', '3')).err).toContain('It is not 3 but 4');
    expect(cli.bench.tenant.calls.filter((call) => call.includes('resetPassword'))).toEqual([]);
    expect(existsSync(file())).toBe(false);
  });

  it('resets each, tells of each as it goes, and writes one file', async () => {
    const cli = bench();
    const end = await all(cli, '--yes', '4', '--json');
    expect(end, end.err).toMatchObject({ code: 0 });
    expect(outcomes(end.out)).toEqual([
      'root left out',
      'ada reset',
      'bob reset',
      'cy reset',
      'dan reset',
      'eve left out',
    ]);
    expect(end.err).toContain('1 of 4  ada@example.com: reset');
    expect(end.err).toContain('4 of 4 reset.');
    expect(written()).toEqual(['ada', 'bob', 'cy', 'dan'].map((name) => `${name}@example.com`));
    expect(cli.bench.unhanded.list()).toEqual([]);
  });

  it('takes search and filter as users list does', async () => {
    const cli = bench();
    expect((await all(cli, '--search', 'bob', '--yes')).code).toBe(0);
    expect(written()).toEqual(['bob@example.com']);
    const nobody = await all(cli, '--search', 'nobody', '--yes');
    expect([nobody.code, nobody.err]).toMatchObject([2, expect.stringContaining('Nobody matches')]);
    const wrong = await all(cli, '--filter', 'no such thing', '--yes');
    expect([wrong.code, wrong.err]).toMatchObject([2, expect.stringContaining('is not a filter')]);
  });

  it('goes on after one that fails, and hands over the others', async () => {
    const cli = bench();
    cli.bench.tenant.faults.push({
      call: 'resetPassword',
      error: refused(404, 'not-found'),
      applied: false,
    });
    const end = await all(cli, '--yes', '--force', '--json');
    expect(end.code).toBe(6);
    expect(outcomes(end.out)).toContain('ada failed');
    expect(written()).toEqual(['bob@example.com', 'cy@example.com', 'dan@example.com']);
  });

  it('stops after the one on its way at Ctrl+C, and still writes what was issued', async () => {
    const cli = bench();
    const { service } = cli.bench;
    const reset = service.resetPassword.bind(service);
    let count = 0;
    Object.assign(service, {
      resetPassword: async (input: Parameters<typeof reset>[0]) => {
        count += 1;
        if (count === 2) for (const stop of cli.interrupts) stop();
        return await reset(input);
      },
    });
    const end = await all(cli, '--yes', '--json');
    expect(end.code).toBe(6);
    expect(outcomes(end.out)).toEqual([
      'root left out',
      'ada reset',
      'bob reset',
      'cy not reached',
      'dan not reached',
      'eve left out',
    ]);
    expect(end.err).toContain('Stopped: 2 of 4 have a new password, and it was handed over.');
    expect(written()).toEqual(['ada@example.com', 'bob@example.com']);
    expect(cli.bench.outbox.open()).toEqual([]);
  });

  it('writes a file for each, and asks before for the passphrase of everybody', async () => {
    const cli = bench();
    cli.files['phrases'] = 'ada@example.com six words for ada alone here\n';
    const each = ['--each', '--passphrase-file', 'phrases', '--yes'];
    const run = () =>
      cli.run(
        'users',
        'reset-password',
        '--all-matching',
        '--search',
        'da',
        ...each,
        '--export',
        `csv:${file()}`,
      );
    const missing = await run();
    expect([missing.code, missing.err]).toMatchObject([2, expect.stringContaining('dan@example.com')]);
    expect(cli.bench.tenant.calls.filter((call) => call.includes('resetPassword'))).toEqual([]);
    cli.files['phrases'] += 'dan@example.com six other words for dan alone\n';
    const end = await run();
    expect(end, end.err).toMatchObject({ code: 0 });
    expect(readdirSync(file())).toHaveLength(2);
  });

  it.each([
    ['without a way out', ['users', 'reset-password', '--all-matching', '--yes'], '--export'],
    ['with a user', ['users', 'reset-password', 'ada', '--all-matching', '--yes', '--show-secret'], 'Either'],
    ['without anybody', ['users', 'reset-password', '--show-secret'], 'Say whose password'],
    ['--search of one', ['users', 'reset-password', 'ada', '--search', 'x', '--show-secret'], 'belong to'],
    [
      '--offline',
      ['--offline', 'users', 'reset-password', '--all-matching', '--export', 'csv:x'],
      '--offline',
    ],
  ])('is refused %s', async (_, args, words) => {
    const end = await bench().run(...args);
    expect([end.code, end.err]).toMatchObject([2, expect.stringContaining(words)]);
  });

  it('begins nothing where the tenant cannot be reached', async () => {
    const cli = bench();
    cli.bench.online = false;
    const end = await all(cli, '--yes');
    expect(end.code).toBe(5);
    expect(cli.bench.outbox.open()).toEqual([]);
  });
});
