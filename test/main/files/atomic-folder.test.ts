import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderWriter } from '../../../src-main/files/atomic-folder.ts';

let place = '';
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'rolebook-folder-'));
});
afterEach(async () => {
  await rm(place, { recursive: true, force: true });
});

const write = createFolderWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' });
const files = ['a.csv.age', 'b.csv.age'].map((name) => ({ name, content: Buffer.from(name) }));
const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe('createFolderWriter', () => {
  it.each([0o000, 0o022, 0o077])('is for the owner alone under umask %o', async (mask) => {
    const before = process.umask(mask);
    try {
      const { path, warnings } = await write(join(place, 'out'), files);
      expect(warnings).toEqual([]);
      expect(await readdir(path)).toEqual(['a.csv.age', 'b.csv.age']);
      expect(await readFile(join(path, 'b.csv.age'), 'utf8')).toBe('b.csv.age');
      expect([await mode(path), await mode(join(path, 'a.csv.age'))]).toEqual(['700', '600']);
    } finally {
      process.umask(before);
    }
    expect(await readdir(place)).toEqual(['out']);
  });

  it.each([
    ['a folder', (path: string) => mkdir(path)],
    ['a link to nowhere', (path: string) => symlink(join(place, 'nowhere'), path)],
  ])('adds nothing to %s of that name, and leaves nothing behind', async (_what, make) => {
    await make(join(place, 'out'));
    await expect(write(join(place, 'out'), files)).rejects.toMatchObject({ body: { reason: 'file-exists' } });
    expect(await readdir(place)).toEqual(['out']);
  });

  it('leaves nothing behind when a file cannot be written', async () => {
    const bad = [...files, { name: 'no/such/folder', content: Buffer.from('x') }];
    await expect(write(join(place, 'out'), bad)).rejects.toMatchObject({ body: { kind: 'storage' } });
    expect(await readdir(place)).toEqual([]);
  });

  it('sweeps folders that a killed process left', async () => {
    // No process has this number: it is above the greatest one.
    await mkdir(join(place, '.rolebook-4999999-00000000-0000-4000-8000-000000000000.part/x'), {
      recursive: true,
    });
    await write(join(place, 'out'), files);
    expect(await readdir(place)).toEqual(['out']);
  });
});
