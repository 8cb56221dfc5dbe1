import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cliBench } from '../../builders/cli-bench.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function benchWithRows(count: number) {
  const cli = cliBench();
  for (let at = 1; at <= count; at += 1) {
    const detail = { act: `a${at}` };
    const row = { actor: 'root@example.com', verb: 'user.sign-out', object: `u${at}@example.com` };
    cli.bench.chain.append({ ...row, detail: { ...detail, result: 'intended' } });
    if (at !== 2) cli.bench.chain.append({ ...row, detail: { ...detail, result: 'done' } });
  }
  return cli;
}

describe('rolebook journal', () => {
  it('lists acts, newest first, with what became of them', async () => {
    const end = await benchWithRows(3).run('journal', 'list', '--json');
    expect(end.code).toBe(0);
    expect(JSON.parse(end.out)).toMatchObject([
      { seq: 5, object: 'u3@example.com', result: 'done' },
      { seq: 3, object: 'u2@example.com', result: 'open' },
      { seq: 2, object: 'u1@example.com', result: 'done' },
    ]);
  });

  it('reads on until there are as many acts as asked for, and no further', async () => {
    const cli = benchWithRows(700);
    const some: unknown[] = JSON.parse((await cli.run('journal', 'list', '--json', '--limit', '600')).out);
    expect(some).toHaveLength(600);
    const all: unknown[] = JSON.parse((await cli.run('journal', 'list', '--json')).out);
    expect(all).toHaveLength(700);
    const found = await cli.run('journal', 'list', '--search', 'u44@', '--json');
    expect(JSON.parse(found.out)).toMatchObject([{ object: 'u44@example.com' }]);
  });

  it('proves the chain with exit code 0, and 6 with the first broken row when it does not hold', async () => {
    const cli = benchWithRows(3);
    const whole = await cli.run('journal', 'verify', '--json');
    expect([whole.code, JSON.parse(whole.out)]).toMatchObject([0, { intact: true, rows: 5 }]);
    expect(whole.err).toContain('last hash');
    const { chain } = cli.bench;
    Object.assign(chain, { verifyPart: () => ({ verdict: { intact: false, brokenAt: 4 }, next: null }) });
    const broken = await cli.run('journal', 'verify');
    expect(broken.code).toBe(6);
    expect(broken.out).toMatch(/First broken row +4/);
  });

  it('saves it by the file’s name, and replaces nothing unasked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rolebook-journal-'));
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
    const cli = benchWithRows(2);
    const path = join(folder, 'journal.json');
    expect(await cli.run('journal', 'export', path)).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ format: 'rolebook-journal', version: 1 });
    const again = await cli.run('journal', 'export', path);
    expect(again.code).not.toBe(0);
    expect(again.err).toContain('journal.json');
    expect(await cli.run('journal', 'export', join(folder, 'j.csv'))).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'j.csv'), 'utf8')).toContain('Time (UTC)');
  });
});
