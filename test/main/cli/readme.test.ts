import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolebook-readme-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The README's lines for a terminal. */
async function printedLines(): Promise<string> {
  const readme = await readFile(fromHere('../../../README.md'), 'utf8');
  return /## From a terminal\s+```sh\n(.+?)```/s.exec(readme)?.[1] ?? '';
}

it.skipIf(process.platform === 'win32')(
  'works as the README prints it, on a fresh profile',
  async () => {
    const lines = await printedLines();
    const command = 'npm run --silent rolebook --';
    expect(lines).toContain(command);
    const profile = join(folder, 'profile');
    const direct = `"${process.execPath}" "${fromHere('../../../src-main/cli/main.ts')}" --profile "${profile}"`;
    const shell = spawn('sh', ['-e', '-c', lines.replaceAll(command, direct)], { cwd: folder });
    const text = { out: '', err: '' };
    shell.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
    shell.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
    expect(await once(shell, 'close'), text.err).toEqual([0, null]);
    expect(text.out).toMatch(/@\S+,local,/);
    expect(text.out).toMatch(/Account +created/);
    expect(await readdir(folder)).toContain('new-user.age');
  },
  // Each line is a process of its own; the limit is there for one that hangs.
  300_000,
);
