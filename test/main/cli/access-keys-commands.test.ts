import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cliBench } from '../../builders/cli-bench.ts';
import { temporaryFolder } from '../../builders/opened-mirror.ts';
import { replyLost } from '../../builders/scripted-tenant.ts';

describe('access-keys', () => {
  it('are made and renewed with their secret handed over, and printed only when asked', async () => {
    const cli = cliBench();
    expect((await cli.run('access-keys', 'create', 'laptop')).code).toBe(2);
    expect(cli.bench.tenant.calls).toEqual([]);
    const made = await cli.run('access-keys', 'create', 'laptop', '--show-secret');
    expect(made, made.err).toMatchObject({ code: 0 });
    expect(made.out).toContain('key-secret-1');
    expect(made.out).toContain('laptop-client');
    const listed = await cli.run('access-keys', 'list');
    expect(listed.out).toContain('laptop-client');
    expect(listed.out).not.toContain('key-secret');
    const renewed = await cli.run('access-keys', 'renew', 'laptop', '--show-secret', '--json');
    expect(JSON.parse(renewed.out)).toMatchObject({ key: { id: 'key-laptop' }, secret: 'key-secret-2' });
    expect((await cli.run('access-keys', 'renew', 'nobody', '--show-secret')).err).toContain('no access key');
    expect(cli.bench.unhanded.list()).toEqual([]);
  });

  it('I18: say that the secret was not received, and how to get a new one', async () => {
    const cli = cliBench();
    cli.bench.tenant.faults.push({ call: 'createAccessKey', error: replyLost(), applied: true });
    const lost = await cli.run('access-keys', 'create', 'laptop', '--show-secret');
    expect(lost.code).not.toBe(0);
    expect(lost.err).toContain('Nobody has that secret');
    expect(lost.err).toContain('rolebook access-keys renew key-laptop');
    expect(cli.bench.tenant.calls.filter((call) => call.startsWith('createAccessKey'))).toHaveLength(1);
  });

  it('that an earlier run lost are issued anew with the rest', async () => {
    const cli = cliBench();
    await cli.bench.ownKeys.issue({ name: 'laptop' });
    cli.bench.tray.discardAll();
    const missed = await cli.run('credentials', 'list');
    expect(missed.err).toContain('The secret of the access key laptop (laptop-client) was not handed over');
    expect(missed.err).toContain('access-keys renew key-laptop');
    const folder = temporaryFolder(onTestFinished);
    const to = join(folder, 'keys.csv');
    const done = await cli.run('credentials', 'export', '--format', 'chrome-csv', '--to', to, '--plain');
    expect(done, done.err).toMatchObject({ code: 0 });
    expect(readFileSync(to, 'utf8')).toContain('laptop-client,key-secret-2');
  });
});
