import { spawnSync } from 'node:child_process';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createFolderWriter } from '../../src-main/files/atomic-folder.ts';
import { createFileWriter } from '../../src-main/files/atomic-write.ts';
import { makeFile } from '../../src-main/files/make-file.ts';
import { credentialFormatSchema } from '../../src-shared/domain/credential.ts';
import { sealsOf } from '../../src-shared/domain/hand-over-files.ts';
import { handOverEntries } from '../builders/hand-over-entries.ts';
import { quickWork } from '../builders/quick-files.ts';
import { bytes, type WritersBench, writersBench } from './writers-bench.ts';

let bench: WritersBench;
beforeEach(() => {
  bench = writersBench();
});

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('modes', () => {
  const cases = [0o000, 0o022, 0o077].map((umask) => ({ umask }));

  it.each(cases)('0600 in every format, umask $umask', async ({ umask }) => {
    const before = process.umask(umask);
    try {
      for (const format of credentialFormatSchema.options) {
        const [kind] = sealsOf(format);
        const seal = {
          kind: kind === 'own-passphrase' ? kind : 'age-passphrase',
          passphrase: 'correct horse battery',
        } as const;
        const content = await makeFile(
          {
            entries: handOverEntries(2),
            format,
            columns: null,
            seal,
            packageId: 'K7QM-2XWA',
            now: 0,
            work: quickWork,
          },
          (count) => crypto.getRandomValues(new Uint8Array(count)),
        );
        await bench.writeFile(join(bench.out, format), false, content);
        expect(mode(join(bench.out, format)), format).toBe('600');
        await createFolderWriter(bench.deps())(join(bench.out, `${format}-each`), [{ name: 'a', content }]);
        expect([
          mode(join(bench.out, `${format}-each`)),
          mode(join(bench.out, `${format}-each`, 'a')),
        ]).toEqual(['700', '600']);
      }
    } finally {
      process.umask(before);
    }
  });
});

describe('whatever stands in the way', () => {
  it('another folder put in the place of the chosen one gets nothing, nor does the chosen one', async () => {
    const other = join(bench.place, 'other');
    mkdirSync(other);
    const swap = {
      keep: async (part: string) => {
        await bench.notes.keep(part);
        renameSync(bench.out, join(bench.place, 'moved'));
        symlinkSync(other, bench.out);
      },
    };
    const wanted = join(bench.out, 'a.csv');
    await expect(
      createFileWriter(bench.deps(swap))(wanted, bytes, { mayReplace: true }),
    ).rejects.toMatchObject({
      body: { kind: 'storage', reason: 'folder-swapped' },
    });
    expect([readdirSync(other), readdirSync(join(bench.place, 'moved'))]).toEqual([[], []]);
    unlinkSync(bench.out);
    renameSync(join(bench.place, 'moved'), bench.out);

    await expect(
      createFolderWriter(
        bench.deps({
          keep: async (part) => (
            await bench.notes.keep(part),
            renameSync(bench.out, join(bench.place, 'moved'))
          ),
        }),
      )(join(bench.out, 'each'), [{ name: 'a', content: bytes }]),
    ).rejects.toMatchObject({ body: { reason: 'folder-swapped' } });
    expect(readdirSync(join(bench.place, 'moved'))).toEqual([]);
    expect(readdirSync(join(bench.place, 'unfinished'))).toEqual([]);
  });

  it('a link, to a file, a folder, nowhere or itself: nothing goes through it', async () => {
    const target = join(bench.place, 'target');
    writeFileSync(target, 'old');
    const links = {
      file: target,
      folder: bench.place,
      nowhere: join(bench.place, 'nowhere'),
      itself: join(bench.out, 'itself'),
    };
    for (const [name, to] of Object.entries(links)) {
      symlinkSync(to, join(bench.out, name));
      await expect(bench.writeFile(join(bench.out, name), true), name).rejects.toMatchObject({
        body: { reason: 'target-is-link' },
      });
      await expect(
        createFolderWriter(bench.deps())(join(bench.out, name), [{ name: 'a', content: bytes }]),
      ).rejects.toMatchObject({ body: { reason: 'file-exists' } });
    }
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(bench.left().toSorted()).toEqual(Object.keys(links).toSorted());
  });

  it('a link that is put there while the part is written is not followed either', async () => {
    const target = join(bench.place, 'target');
    writeFileSync(target, 'old');
    const late = {
      keep: async (part: string) => (
        await bench.notes.keep(part),
        symlinkSync(target, join(bench.out, 'a.csv'))
      ),
    };
    for (const mayReplace of [false, true]) {
      const write = createFileWriter(bench.deps(mayReplace ? {} : late));
      await expect(write(join(bench.out, 'a.csv'), bytes, { mayReplace })).rejects.toMatchObject({
        body: { reason: mayReplace ? 'target-is-link' : 'file-exists' },
      });
    }
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(bench.left()).toEqual(['a.csv']);
  });

  it('a pipe, a socket, a folder, a device are no files, with consent or without', async () => {
    spawnSync('mkfifo', [join(bench.out, 'pipe')]);
    mkdirSync(join(bench.out, 'folder'));
    const server = createServer().listen(join(bench.out, 'socket'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    for (const path of [
      join(bench.out, 'pipe'),
      join(bench.out, 'folder'),
      join(bench.out, 'socket'),
      '/dev/null',
    ])
      for (const mayReplace of [false, true])
        await expect(bench.writeFile(path, mayReplace), path).rejects.toMatchObject({
          body: { reason: 'target-not-a-file' },
        });
    expect(bench.left().toSorted()).toEqual(['folder', 'pipe', 'socket']);
  });

  it('a file is never written over without consent, not even one that comes meanwhile', async () => {
    const late = {
      keep: async (part: string) => (
        await bench.notes.keep(part),
        writeFileSync(join(bench.out, 'a.csv'), 'theirs')
      ),
    };
    await expect(
      createFileWriter(bench.deps(late))(join(bench.out, 'a.csv'), bytes, { mayReplace: false }),
    ).rejects.toMatchObject({
      body: { reason: 'file-exists' },
    });
    expect(readFileSync(join(bench.out, 'a.csv'), 'utf8')).toBe('theirs');
    expect(bench.left()).toEqual(['a.csv']);
  });

  it('with consent a file is replaced, and another name of it keeps what was there', async () => {
    writeFileSync(join(bench.out, 'a.csv'), 'old');
    linkSync(join(bench.out, 'a.csv'), join(bench.out, 'kept'));
    await bench.writeFile(join(bench.out, 'a.csv'), true);
    expect([
      readFileSync(join(bench.out, 'a.csv'), 'utf8'),
      readFileSync(join(bench.out, 'kept'), 'utf8'),
    ]).toEqual(['a secret', 'old']);
    expect(mode(join(bench.out, 'a.csv'))).toBe('600');
  });
});

describe('names and paths', () => {
  const names = [
    '-rf',
    ' a ',
    'a\nb',
    'a"b\'c',
    '100%',
    '🔑 ключ',
    'a\u202Etxt',
    '.hidden',
    'a.',
    '…',
    'x'.repeat(255),
    'ä'.repeat(127),
  ];
  it.each(names.map((name) => ({ name })))('takes $name', async ({ name }) => {
    const { path } = await bench.writeFile(join(bench.out, name));
    expect(path).toBe(join(bench.out, name));
    expect(readdirSync(bench.out)).toEqual([name]);
    expect(lstatSync(path).isFile()).toBe(true);
  });

  it.each([
    ['one byte more than fits', 'x'.repeat(256)],
    ['letters of two bytes', 'ä'.repeat(128)],
    ['a path that is too long', Array.from({ length: 30 }, () => 'x'.repeat(200)).join('/')],
  ])('says so of a name that is too long: %s', async (_what, name) => {
    await expect(bench.writeFile(join(bench.out, name), true)).rejects.toMatchObject({
      body: { kind: 'storage', reason: 'name-too-long' },
    });
    expect(bench.left()).toEqual([]);
  });

  it('takes a path from where it is run', async () => {
    const { path } = await bench.writeFile(relative(process.cwd(), join(bench.out, 'a.csv')));
    expect(path).toBe(join(bench.out, 'a.csv'));
    expect((await bench.writeFile(`${bench.out}/sub/../b.csv`)).path).toBe(join(bench.out, 'b.csv'));
  });

  it('refuses a path with NUL, and none at all', async () => {
    for (const path of [`${bench.out}/a\0b`, '', '.', '/'])
      await expect(bench.writeFile(path, true)).rejects.toMatchObject({ body: { kind: 'storage' } });
    expect(bench.left()).toEqual([]);
  });
});
