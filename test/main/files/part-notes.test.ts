import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { link, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderWriter } from '../../../src-main/files/atomic-folder.ts';
import { createFileWriter } from '../../../src-main/files/atomic-write.ts';
import { createPartNotes, sweepNotedParts } from '../../../src-main/files/part-notes.ts';
import { startWriting } from '../../../src-main/files/start-writing.ts';
import { partName } from '../../../src-main/files/stale-parts.ts';

let place = '';
let notes = '';
let out = '';
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'rolebook-notes-'));
  [notes, out] = [join(place, 'unfinished'), join(place, 'out')];
  await mkdir(out);
});
afterEach(async () => {
  await rm(place, { recursive: true, force: true });
});

/** Above the greatest number that a process has. */
const dead = 4_999_999;
const bytes = Buffer.from('secret');

async function leave(processId: number, inFolder = out): Promise<string> {
  const part = join(inFolder, partName(processId, randomUUID()));
  await createPartNotes(notes).keep(part);
  await writeFile(part, bytes);
  return part;
}

describe('sweepNotedParts', () => {
  it('takes away what a killed process left in a folder that nobody writes into again', async () => {
    await leave(dead);
    const folder = join(out, partName(dead, randomUUID()));
    await createPartNotes(notes).keep(folder);
    await mkdir(folder);
    await writeFile(join(folder, 'a.csv'), bytes);
    expect(await sweepNotedParts(notes)).toEqual({ swept: 2, named: [] });
    expect(await readdir(out)).toEqual([]);
    expect(await readdir(notes)).toEqual([]);
  });

  it('takes a note with this process’s number for that of an earlier one, and leaves those of living ones', async () => {
    const other = spawn(process.execPath, ['--eval', 'process.stdin.resume()']);
    try {
      await new Promise((resolve) => other.once('spawn', resolve));
      const living = await leave(other.pid ?? 0);
      await leave(process.pid);
      expect(await sweepNotedParts(notes)).toEqual({ swept: 1, named: [] });
      expect(await readdir(out)).toEqual([living.slice(out.length + 1)]);
    } finally {
      other.kill();
    }
  });

  it('waits for a folder that is not there now', async () => {
    const stick = join(place, 'stick');
    await mkdir(stick);
    await leave(dead, stick);
    await rename(stick, join(place, 'pulled-out'));
    expect(await sweepNotedParts(notes)).toEqual({ swept: 0, named: [] });
    expect(await readdir(notes)).toHaveLength(1);
    await rename(join(place, 'pulled-out'), stick);
    expect(await sweepNotedParts(notes)).toEqual({ swept: 1, named: [] });
    expect(await readdir(stick)).toEqual([]);
    expect(await readdir(notes)).toEqual([]);
  });

  it('takes nothing away but parts, whatever a note says', async () => {
    const precious = join(out, 'precious.txt');
    await writeFile(precious, 'mine');
    await createPartNotes(notes).keep(join(out, partName(dead, randomUUID())));
    const [note = ''] = await readdir(notes);
    for (const text of [precious, out, '', `../${note}`]) {
      await writeFile(join(notes, note), text);
      expect(await sweepNotedParts(notes)).toEqual({ swept: 0, named: [] });
      expect(await readFile(precious, 'utf8')).toBe('mine');
    }
    await mkdir(notes, { recursive: true });
    await writeFile(join(notes, 'something else'), precious);
    expect(await sweepNotedParts(notes)).toEqual({ swept: 0, named: [] });
    expect(await readdir(notes)).toEqual(['something else']);
  });

  it('has nothing to do where no note was ever written', async () => {
    expect(await sweepNotedParts(join(place, 'nowhere'))).toEqual({ swept: 0, named: [] });
  });
});

describe('an export that was killed when its file had got its name', () => {
  const aim = (target: string) => ({ target: join(out, target), mark: 'K7QM-2XWA' });

  /** As far as the writer came: its part whole, under its own name still. */
  async function whole(target: string): Promise<string> {
    const part = join(out, partName(dead, randomUUID()));
    const kept = createPartNotes(notes);
    await kept.keep(part, aim(target));
    await writeFile(part, bytes);
    await kept.whole(part, part);
    return part;
  }
  const named = async () =>
    (await sweepNotedParts(notes)).named.map(({ mark, target }) => ({ mark, target }));

  it('is known by the next start, and by the one after, until its note is taken away', async () => {
    await rename(await whole('a.csv'), join(out, 'a.csv'));
    expect(await named()).toEqual([aim('a.csv')]);
    const { named: again } = await sweepNotedParts(notes);
    expect(again).toHaveLength(1);
    await rm(again[0]?.note ?? '');
    expect(await named()).toEqual([]);
  });

  it('is known, too, while the file has both names, and then keeps the one', async () => {
    await link(await whole('a.csv'), join(out, 'a.csv'));
    expect(await named()).toEqual([aim('a.csv')]);
    expect(await readdir(out)).toEqual(['a.csv']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['it had no name yet', () => whole('a.csv')],
    [
      'it was not whole',
      async () => createPartNotes(notes).keep(join(out, partName(dead, randomUUID())), aim('a.csv')),
    ],
    [
      'its note was cut off',
      async () => {
        const part = partName(dead, randomUUID());
        await createPartNotes(notes).keep(join(out, part), aim('a.csv'));
        const text = await readFile(join(notes, part), 'utf8');
        await writeFile(join(notes, part), text.slice(0, text.length / 2));
      },
    ],
    [
      'something else has that name',
      async () => {
        await rm(await whole('a.csv'));
        await writeFile(join(out, 'a.csv'), bytes);
      },
    ],
    [
      'it was taken away since',
      async () => {
        await rename(await whole('a.csv'), join(out, 'a.csv'));
        await rm(join(out, 'a.csv'));
      },
    ],
  ])('is not claimed where %s', async (_, leaveIt) => {
    // Nothing that is made later is to have the number of what went.
    await writeFile(join(out, 'kept'), bytes);
    await leaveIt();
    expect(await named()).toEqual([]);
    expect(await readdir(notes)).toEqual([]);
    expect((await readdir(out)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('keeps its note when it ends well, too, until its outcome is written down', async () => {
    const profile = join(place, 'profile');
    const writers = await startWriting(profile, {
      random: { uuid: () => randomUUID() },
      platform: process.platform,
    });
    await writers.writeFile(join(out, 'a.csv'), bytes, { mayReplace: false, mark: 'A' });
    await writers.writeFolder(join(out, 'each'), [{ name: 'a.csv', content: bytes }], { mark: 'B' });
    expect(await readdir(join(profile, 'unfinished'))).toHaveLength(2);
    // A start of another process while this one lives leaves its notes alone; one after its death finds both.
    for (const name of await readdir(join(profile, 'unfinished'))) {
      const text = await readFile(join(profile, 'unfinished', name), 'utf8');
      const other = name.replace(String(process.pid), String(dead));
      await writeFile(join(profile, 'unfinished', other), text.replace(name, other));
    }
    await writers.settled('A');
    await writers.settled('B');
    const next = await startWriting(profile, {
      random: { uuid: () => randomUUID() },
      platform: process.platform,
    });
    expect(['A', 'B', 'C'].map((mark) => next.writtenBefore.pathOf(mark))).toEqual([
      join(out, 'a.csv'),
      join(out, 'each'),
      null,
    ]);
    expect(next.writtenBefore.marks().toSorted()).toEqual(['A', 'B']);
    await next.settled('A');
    await next.settled('B');
    expect(await readdir(join(profile, 'unfinished'))).toEqual([]);
    expect((await readdir(out)).toSorted()).toEqual(['a.csv', 'each']);
  });
});

describe('writers that keep notes', () => {
  const random = { uuid: () => randomUUID() };

  it('keep one for the owner alone while they write, and none afterwards', async () => {
    const kept = createPartNotes(notes);
    const seen: string[] = [];
    const watched = {
      ...kept,
      keep: async (part: string) => {
        await kept.keep(part);
        const [name = ''] = await readdir(notes);
        seen.push(await readFile(join(notes, name), 'utf8'));
        expect((await stat(join(notes, name))).mode & 0o777).toBe(0o600);
        expect((await stat(notes)).mode & 0o777).toBe(0o700);
        expect(await readdir(out)).toEqual([]);
      },
    };
    const deps = { random, platform: process.platform, notes: watched };
    await createFileWriter(deps)(join(out, 'a.csv'), bytes, { mayReplace: false });
    expect(await readdir(notes)).toEqual([]);
    await rm(join(out, 'a.csv'));
    await createFolderWriter(deps)(join(out, 'each'), [{ name: 'a.csv', content: bytes }]);
    expect(await readdir(notes)).toEqual([]);
    expect(seen.every((part) => part.startsWith(join(out, '.rolebook-')))).toBe(true);
    expect(seen).toHaveLength(2);
  });

  it('keep none after a failure that left nothing behind', async () => {
    const deps = { random, platform: process.platform, notes: createPartNotes(notes) };
    await expect(
      createFolderWriter(deps)(join(out, 'each'), [{ name: 'no/such/folder', content: bytes }]),
    ).rejects.toMatchObject({ body: { kind: 'storage' } });
    await expect(
      createFileWriter(deps)(join(out, 'x'.repeat(300)), bytes, { mayReplace: true }),
    ).rejects.toMatchObject({ body: { reason: 'name-too-long' } });
    expect(await readdir(out)).toEqual([]);
    expect(await readdir(notes).catch(() => [])).toEqual([]);
  });

  it('write nothing that could not be noted', async () => {
    await writeFile(notes, 'a file where the notes should be');
    const deps = { random, platform: process.platform, notes: createPartNotes(notes) };
    await expect(
      createFileWriter(deps)(join(out, 'a.csv'), bytes, { mayReplace: false }),
    ).rejects.toMatchObject({ body: { kind: 'storage' } });
    expect(await readdir(out)).toEqual([]);
  });
});
