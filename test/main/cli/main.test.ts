import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../../src-main/cli/main.ts', import.meta.url));
let profile = '';
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'rolebook-main-'));
});
afterEach(async () => {
  await rm(profile, { recursive: true, force: true });
});

/** The command as a process of its own. */
function rolebook(
  args: readonly string[],
  input = '',
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [main, '--profile', profile, ...args]);
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, ...text }));
  });
}

/** A port of this machine that nobody listens on. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

it('waits for its own retries and then says that nobody answered', async () => {
  const url = `https://127.0.0.1:${await deadPort()}`;
  const end = await rolebook(['connect', url, '--user', 'ada@example.com', '--password-stdin'], 'canary\n');
  expect(end, end.err).toMatchObject({ code: 5, out: '' });
  expect(end.err).not.toContain('canary');
}, 30_000);

it('answers help, versions and mistakes', async () => {
  expect(await rolebook(['--help'])).toMatchObject({ code: 0, err: '' });
  expect((await rolebook(['users', 'list'])).code).toBe(3);
  expect((await rolebook(['nonsense'])).code).toBe(2);
}, 30_000);
