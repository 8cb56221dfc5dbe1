import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileWriter } from '../../../src-main/files/atomic-write.ts';
import { placeWarnings } from '../../../src-main/files/place-warnings.ts';
import { partName, sweepStaleParts } from '../../../src-main/files/stale-parts.ts';

const write = createFileWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const fresh = { mayReplace: false };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolebook-files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe('createFileWriter', () => {
  it.each([0o000, 0o022, 0o077])('writes for the owner only under umask %i', async (mask) => {
    const before = process.umask(mask);
    try {
      const { path, warnings } = await write(join(folder, 'a.csv'), bytes('hello'), fresh);
      expect(await modeOf(path)).toBe('600');
      expect(await readFile(path, 'utf8')).toBe('hello');
      expect(warnings).toEqual([]);
      expect(await readdir(folder)).toEqual(['a.csv']);
    } finally {
      process.umask(before);
    }
  });

  it('refuses a file that is there, and leaves it and nothing else', async () => {
    const path = join(folder, 'a.csv');
    await writeFile(path, 'old');
    await expect(write(path, bytes('new'), fresh)).rejects.toMatchObject({
      body: { kind: 'conflict', reason: 'file-exists' },
    });
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('replaces with consent, also a file others could read', async () => {
    const path = join(folder, 'a.csv');
    await writeFile(path, 'old');
    await chmod(path, 0o644);
    await write(path, bytes('new'), { mayReplace: true });
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await modeOf(path)).toBe('600');
  });

  it('never writes through a link, even with consent', async () => {
    const target = join(folder, 'target');
    await writeFile(target, 'old');
    await symlink(target, join(folder, 'link'));
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling'));
    for (const name of ['link', 'dangling']) {
      await expect(write(join(folder, name), bytes('x'), { mayReplace: true })).rejects.toMatchObject({
        body: { reason: 'target-is-link' },
      });
    }
    expect(await readFile(target, 'utf8')).toBe('old');
    expect((await readdir(folder)).toSorted()).toEqual(['dangling', 'link', 'target']);
  });

  it('refuses folders in the place of a file, and missing folders', async () => {
    await mkdir(join(folder, 'sub'));
    await expect(write(join(folder, 'sub'), bytes('x'), { mayReplace: true })).rejects.toMatchObject({
      body: { reason: 'target-not-a-file' },
    });
    await expect(write(join(folder, 'no', 'a.csv'), bytes('x'), fresh)).rejects.toMatchObject({
      body: { kind: 'storage', reason: 'folder-missing' },
    });
  });

  it('lets exactly one of many writers of one name win', async () => {
    const path = join(folder, 'a.csv');
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => write(path, bytes(`writer ${n}`), fresh)),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('leaves a whole file or none when killed, and sweeps what is left', async () => {
    const source = new URL('../../../src-main/files/atomic-write.ts', import.meta.url).href;
    const script = `
      import { createFileWriter } from ${JSON.stringify(source)};
      import { randomUUID } from 'node:crypto';
      const write = createFileWriter({ random: { uuid: randomUUID }, platform: 'linux' });
      const content = new Uint8Array(8_000_000).fill(65);
      process.stdout.write('ready');
      for (;;) await write(${JSON.stringify(join(folder, 'big'))}, content, { mayReplace: true });
    `;
    for (let round = 0; round < 6; round += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      const ended = new Promise((resolve) => child.once('exit', resolve));
      setTimeout(() => child.kill('SIGKILL'), round * 7);
      await ended;
      await sweepStaleParts(folder);
      const names = await readdir(folder);
      expect(names.filter((name) => name !== 'big')).toEqual([]);
      if (names.length > 0) expect((await stat(join(folder, 'big'))).size).toBe(8_000_000);
    }
  }, 20_000);

  it('sweeps only parts of processes that are gone', async () => {
    const own = partName(process.pid, randomUUID());
    await writeFile(join(folder, own), 'x');
    await writeFile(join(folder, partName(4_194_305, randomUUID())), 'x');
    await writeFile(join(folder, '.rolebook-notes.part'), 'x');
    expect(await sweepStaleParts(folder)).toBe(1);
    expect((await readdir(folder)).toSorted()).toEqual([own, '.rolebook-notes.part'].toSorted());
  });
});

describe('placeWarnings', () => {
  const at = (...paths: string[]) => ({ paths, keepsModes: true, fileSystem: null });

  it.each([
    ['/home/ada/Dropbox/new.csv', 'Dropbox'],
    ['C:\\Users\\ada\\OneDrive - Acme\\new.csv', 'OneDrive'],
    ['/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/new.csv', 'iCloud Drive'],
    ['/home/ada/Nextcloud/x/new.csv', 'Nextcloud'],
  ])('%s', (path, service) => {
    expect(placeWarnings(at(path)).join()).toContain(service);
  });
  it('is silent about ordinary places and speaks up about disks without permissions', () => {
    expect(placeWarnings(at('/home/ada/Documents/dropbox-notes/new.csv'))).toEqual([]);
    expect(placeWarnings({ ...at('/media/stick/new.csv'), keepsModes: false })).toHaveLength(1);
  });
});
