import { spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readSecretFile } from '../../../src-main/cli/secret-file.ts';
import { temporaryFolder } from '../../builders/opened-mirror.ts';

function fileOf(mode: number): string {
  const path = join(temporaryFolder(onTestFinished), 'phrase');
  writeFileSync(path, 'correct horse\n');
  chmodSync(path, mode);
  return path;
}

it.each([
  [0o600, null],
  [0o400, null],
  [0o700, null],
  [0o640, '640'],
  [0o604, '604'],
  [0o620, '620'],
  [0o644, '644'],
  [0o666, '666'],
])('of a file with the permissions %o', async (mode, openTo) => {
  expect(await readSecretFile(fileOf(mode), 'linux')).toEqual({ text: 'correct horse\n', openTo });
});

it('looks at the file that a link leads to', async () => {
  const path = fileOf(0o644);
  symlinkSync(path, `${path}-link`);
  expect((await readSecretFile(`${path}-link`, 'linux')).openTo).toBe('644');
});

it('says nothing of pipes, and nothing on Windows', async () => {
  expect((await readSecretFile(fileOf(0o666), 'win32')).openTo).toBeNull();
  const path = join(temporaryFolder(onTestFinished), 'pipe');
  expect(spawnSync('mkfifo', ['-m', '666', path]).status).toBe(0);
  const [read] = await Promise.all([readSecretFile(path, 'linux'), writeFile(path, 'by pipe')]);
  expect(read).toEqual({ text: 'by pipe', openTo: null });
});

it('says in words what cannot be read', async () => {
  await expect(readSecretFile('/no/such/file', 'linux')).rejects.toThrow('cannot be read');
});
