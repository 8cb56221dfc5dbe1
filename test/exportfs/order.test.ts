import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../builders/opened-mirror.ts';
import { canTrace } from '../crash/disk-log.ts';
import { syscallsOf } from './syscalls.ts';
import type { TracedWrite } from './traced-write.ts';

function traced(kind: TracedWrite['kind'], name: string, umask: number, old: boolean): string[] {
  const folder = temporaryFolder(onTestFinished);
  const [profile, out] = [join(folder, 'profile'), join(folder, 'out')];
  for (const made of [profile, out]) mkdirSync(made);
  const path = join(kind === 'profile' ? profile : out, name);
  if (old) writeFileSync(path, 'old');
  const write = { profile, path, kind, mayReplace: old, umask };
  return syscallsOf(write, [profile, out], join(folder, 'log'));
}

const created = 'O_WRONLY|O_CREAT|O_EXCL|O_NOFOLLOW 0600';
const noted = [
  'mkdir unfinished 0700',
  `open unfinished/PART ${created}`,
  'write unfinished/PART',
  'fsync unfinished/PART',
];
const part = [`open out/PART ${created}`, 'write out/PART', 'fsync out/PART'];
// By what the next start knows it, should this be the last that is done.
const known = ['open unfinished/PART O_WRONLY|O_APPEND|O_NOFOLLOW ', 'write unfinished/PART'];
const masks = [0o000, 0o022, 0o077] as const;

describe.skipIf(!canTrace())('what the system is asked for, as strace saw it', () => {
  it.each(masks)('order: a new file, umask %o', (umask) => {
    expect(traced('file', 'a.csv', umask, false)).toEqual([
      ...noted,
      ...part,
      ...known,
      // Fails where the name is taken by now, as rename would not.
      'link PART a.csv',
      'unlink PART',
      'fsync T/out',
      'unlink PART',
    ]);
  });

  it.each(masks)('order: over an old file, umask %o', (umask) => {
    expect(traced('file', 'a.csv', umask, true)).toEqual([
      ...noted,
      ...part,
      ...known,
      'rename PART a.csv',
      'fsync T/out',
      'unlink PART',
    ]);
  });

  it.each(masks)('order: a folder with a file for each, umask %o', (umask) => {
    const file = (name: string): string[] => [
      `open PART/${name} ${created}`,
      `write PART/${name}`,
      `fsync PART/${name}`,
    ];
    expect(traced('folder', 'each', umask, false)).toEqual([
      ...noted,
      'mkdir PART 0700',
      ...file('001-ada.csv'),
      ...file('002-ben.csv'),
      'fsync out/PART',
      ...known,
      'rename PART each',
      'fsync T/out',
      'unlink PART',
    ]);
  });

  it.each(masks)('order: a file of the profile, which every start sweeps, umask %o', (umask) => {
    expect(traced('profile', 'settings.json', umask, true)).toEqual([
      `open profile/PART ${created}`,
      'write profile/PART',
      'fsync profile/PART',
      'rename PART settings.json',
      'fsync T/profile',
    ]);
  });
});
