import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createFolderWriter } from '../../src-main/files/atomic-folder.ts';
import { fileSystemKind } from '../../src-main/files/file-system-kind.ts';
import { placeWarnings } from '../../src-main/files/place-warnings.ts';
import { temporaryFolder } from '../builders/opened-mirror.ts';
import { type WritersBench, writersBench } from './writers-bench.ts';

let bench: WritersBench;
beforeEach(() => {
  bench = writersBench();
});

describe('warnings', () => {
  const synced = [
    ['Dropbox', '/home/ada/Dropbox/x/new.csv'],
    ['Dropbox', '/Users/ada/Library/CloudStorage/Dropbox/new.csv'],
    ['Dropbox', 'C:\\Users\\ada\\Dropbox (Acme Ltd)\\new.csv'],
    ['OneDrive', 'C:\\Users\\ada\\OneDrive\\new.csv'],
    ['OneDrive', 'C:\\Users\\ada\\OneDrive - Acme\\new.csv'],
    ['OneDrive', '/Users/ada/Library/CloudStorage/OneDrive-Acme/new.csv'],
    ['iCloud Drive', '/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/new.csv'],
    ['iCloud Drive', 'C:\\Users\\ada\\iCloudDrive\\new.csv'],
    ['Google Drive', '/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.com/My Drive/new.csv'],
    ['Google Drive', 'G:\\My Drive\\new.csv'],
    ['Google Drive', '/home/ada/Google Drive/new.csv'],
    ['Nextcloud', '/home/ada/Nextcloud/new.csv'],
    ['ownCloud', '/home/ada/ownCloud/new.csv'],
    ['Syncthing', '/home/ada/Syncthing/new.csv'],
  ] as const;
  it.each(synced)('names %s for %s', (service, path) => {
    expect(placeWarnings({ paths: [path], keepsModes: true, fileSystem: null })).toEqual([
      `This folder looks like one that ${service} copies to the cloud.`,
    ]);
  });

  it.each(['/home/ada/dropbox.csv', '/home/ada/Documents/dropbox-notes/new.csv', '/home/ada/inbox/new.csv'])(
    'says nothing of %s',
    (path) => {
      expect(placeWarnings({ paths: [path], keepsModes: true, fileSystem: null })).toEqual([]);
    },
  );

  it('sees through a link into a synced folder', async () => {
    mkdirSync(join(bench.place, 'Nextcloud'));
    symlinkSync(join(bench.place, 'Nextcloud'), join(bench.place, 'exports'));
    const { warnings } = await bench.writeFile(join(bench.place, 'exports', 'a.csv'));
    expect(warnings).toEqual(['This folder looks like one that Nextcloud copies to the cloud.']);
    expect((await bench.writeFile(join(bench.out, 'a.csv'))).warnings).toEqual([]);
  });

  it.each([
    ['vfat', 0x4d44, 'no-modes'],
    ['exfat', 0x2011_bab0, 'no-modes'],
    ['ntfs', 0x5346_544e, 'no-modes'],
    ['ntfs3', 0x7366_746e, 'no-modes'],
    ['fuseblk', 0x6573_5546, 'no-modes'],
    ['nfs', 0x6969, 'network'],
    ['cifs, as a signed number', 0xff53_4d42 - 2 ** 32, 'network'],
    ['smb2', 0xfe53_4d42, 'network'],
    ['9p', 0x0102_1997, 'network'],
    ['ext4', 0xef53, null],
    ['btrfs, as a signed number', 0x9123_683e - 2 ** 32, null],
    ['tmpfs', 0x0102_1994, null],
  ] as const)('knows the file system %s', (_name, type, kind) => {
    expect(fileSystemKind(type)).toBe(kind);
    const warnings = placeWarnings({ paths: ['/x/y'], keepsModes: true, fileSystem: kind });
    expect(warnings.map((text) => /permissions|server/.exec(text)?.[0])).toEqual(
      kind === null ? [] : [kind === 'network' ? 'server' : 'permissions'],
    );
  });
});

/** A small disk of its own, gone after the test; null where this process may not mount one. */
function disk(options: string): string | null {
  const folder = temporaryFolder(onTestFinished);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0) return null;
  onTestFinished(() => void spawnSync('umount', [folder]));
  return folder;
}

describe('disks', () => {
  it('full: nothing is left, and what was there stays', async (context) => {
    const full = disk('size=128k');
    if (full === null) return context.skip();
    const large = Buffer.alloc(500_000, 'x');
    writeFileSync(join(full, 'old.csv'), 'old');
    for (const [name, mayReplace] of [
      ['new.csv', false],
      ['old.csv', true],
    ] as const)
      await expect(bench.writeFile(join(full, name), mayReplace, large)).rejects.toMatchObject({
        body: { kind: 'storage', reason: 'disk-full' },
      });
    await expect(
      createFolderWriter(bench.deps())(join(full, 'each'), [{ name: 'a', content: large }]),
    ).rejects.toMatchObject({
      body: { reason: 'disk-full' },
    });
    expect(readdirSync(full)).toEqual(['old.csv']);
    expect(readFileSync(join(full, 'old.csv'), 'utf8')).toBe('old');
    expect(bench.left()).toEqual([]);
    await bench.writeFile(join(full, 'small.csv'));
    return undefined;
  });

  it('read-only: says so in words', async (context) => {
    const closed = disk('ro,size=128k');
    if (closed === null) return context.skip();
    await expect(bench.writeFile(join(closed, 'a.csv'))).rejects.toMatchObject({
      body: { kind: 'storage', reason: 'folder-not-writable' },
    });
    expect(bench.left()).toEqual([]);
    return undefined;
  });

  it.skipIf(process.getuid?.() === 0)('a folder that is closed to us: says so in words', async () => {
    mkdirSync(join(bench.out, 'closed'), { mode: 0o500 });
    await expect(bench.writeFile(join(bench.out, 'closed', 'a.csv'))).rejects.toMatchObject({
      body: { reason: 'folder-not-writable' },
    });
  });

  it('missing folder, and a file where a folder should be', async () => {
    writeFileSync(join(bench.out, 'file'), 'x');
    for (const path of [join(bench.out, 'no', 'a.csv'), join(bench.out, 'file', 'a.csv')])
      await expect(bench.writeFile(path)).rejects.toMatchObject({
        body: { kind: 'storage', reason: 'folder-missing' },
      });
    expect(bench.left()).toEqual(['file']);
  });
});
