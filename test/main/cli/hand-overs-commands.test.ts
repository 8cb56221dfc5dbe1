import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type CliBench, cliBench } from '../../builders/cli-bench.ts';
import { aUser } from '../../builders/facts.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A terminal whose tenant has three people, two of whom were given new passwords in files. */
async function handedOver(): Promise<CliBench> {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-hand-overs-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const phrase = join(folder, 'phrase');
  writeFileSync(phrase, 'six words that nobody guesses ever', { mode: 0o600 });
  const cli = cliBench({
    users: ['root', 'ada', 'bob'].map((name) => ({ ...aUser(name), lastLogin: null })),
  });
  cli.files['phrase'] = 'six words that nobody guesses ever';
  for (const name of ['ada', 'bob']) {
    cli.bench.clock.advance(1000);
    const file = `csv:${join(folder, `${name}.csv.age`)}`;
    const end = await cli.run(
      'users',
      'reset-password',
      `${name}@example.com`,
      '--export',
      file,
      '--passphrase-file',
      'phrase',
    );
    expect(end, end.err).toMatchObject({ code: 0 });
  }
  return cli;
}

const look = (cli: CliBench, days = 0): void => {
  cli.bench.clock.advance(days * 86_400_000 + 1000);
  cli.bench.mirror.asOf = new Date(cli.bench.clock.now()).toISOString();
};

const listed = async (cli: CliBench, ...more: string[]) =>
  JSON.parse((await cli.run('hand-overs', ...more, '--json')).out) as Record<string, string>[];

describe('rolebook hand-overs', () => {
  it('lists who was given what and how far it has come, by state too', async () => {
    const cli = await handedOver();
    cli.bench.mirror.userFacts = cli.bench.mirror.userFacts.map((user) =>
      user.id === 'ada' ? { ...user, lastLogin: '2026-03-01T00:00:00Z' } : user,
    );
    look(cli);
    expect(await listed(cli, 'list')).toMatchObject([
      { account: 'bob@example.com', state: 'handed-over', how: 'csv', sealed: 'yes' },
      { account: 'ada@example.com', state: 'signed-in', words: 'Sign-in seen on 2026-03-01.' },
    ]);
    expect(await listed(cli, 'list', '--state', 'signed-in')).toHaveLength(1);
    expect(await listed(cli, 'list', '--search', 'bob@')).toHaveLength(1);
    expect((await cli.run('hand-overs', 'list', '--state', 'lost')).code).toBe(2);
  });

  it('tells what was not collected, with the command for a new one', async () => {
    const cli = await handedOver();
    look(cli, 2);
    expect(await listed(cli, 'uncollected')).toEqual([]);
    look(cli, 1);
    expect(await listed(cli, 'uncollected')).toMatchObject([
      { account: 'ada@example.com', days: 3 },
      { account: 'bob@example.com', days: 3 },
    ]);
    const { err } = await cli.run('hand-overs', 'uncollected');
    expect(err).toContain('rolebook users reset-password ada@example.com --export');
  });

  it('writes a receipt into the journal, by package or by person, and is not to remind of it any more', async () => {
    const cli = await handedOver();
    look(cli, 4);
    const [bob] = await listed(cli, 'list');
    const byPackage = await cli.run('hand-overs', 'receipt', String(bob?.['package']), 'strip came back');
    expect(byPackage, byPackage.err).toMatchObject({ code: 0 });
    expect((await cli.run('hand-overs', 'receipt', 'ADA@example.com', 'told me on the phone')).code).toBe(0);
    expect(await listed(cli, 'list')).toMatchObject([
      { account: 'bob@example.com', receipt: 'strip came back' },
      { account: 'ada@example.com', receipt: 'told me on the phone' },
    ]);
    expect(await listed(cli, 'uncollected')).toEqual([]);
    const rows: unknown[] = JSON.parse(
      (await cli.run('journal', 'list', '--verb', 'credential.receipt', '--json')).out,
    );
    expect(rows).toMatchObject([{ verb: 'credential.receipt' }, { verb: 'credential.receipt' }]);
    const unknown = await cli.run('hand-overs', 'receipt', 'eve@example.com', 'x');
    expect([unknown.code, unknown.err]).toMatchObject([2, expect.stringContaining('No hand-over')]);
  });
});
