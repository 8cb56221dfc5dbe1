import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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

it('says once, with 7, that its profile cannot be a folder', async () => {
  const file = join(profile, 'file');
  await writeFile(file, 'mine');
  for (const path of [file, join(file, 'below')]) {
    const end = await rolebook(['--profile', path, 'users', 'list']);
    expect(end, end.err).toMatchObject({ code: 7, out: '' });
    expect(end.err.match(/cannot keep its data/g)).toHaveLength(1);
    expect(end.err).not.toContain('at ');
  }
}, 30_000);

it('keeps its exit code when nobody reads standard error', async () => {
  const child = spawn(process.execPath, [main, '--profile', profile, 'nonsense']);
  child.stderr.destroy();
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(2);
}, 30_000);

it.skipIf(process.platform !== 'linux')(
  'survives full disks behind both outputs',
  async () => {
    const full = openSync('/dev/full', 'w');
    try {
      const lost = spawn(process.execPath, [main, '--version'], { stdio: ['ignore', full, 'pipe'] });
      let err = '';
      lost.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
      expect(await once(lost, 'close')).toEqual([7, null]);
      expect(err).not.toContain('at ');
      const silent = spawn(process.execPath, [main, 'nonsense'], { stdio: ['ignore', 'ignore', full] });
      expect(await once(silent, 'close')).toEqual([2, null]);
    } finally {
      closeSync(full);
    }
  },
  30_000,
);

it('answers help, versions and mistakes', async () => {
  expect(await rolebook(['--help'])).toMatchObject({ code: 0, err: '' });
  expect((await rolebook(['users', 'list'])).code).toBe(3);
  expect((await rolebook(['nonsense'])).code).toBe(2);
}, 30_000);
