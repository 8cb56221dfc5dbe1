import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ensurePrivateFolder, syncFolder } from './private-files.ts';

const companions = ['', '-wal', '-shm'];

/** A moment as a folder name: digits, `T`, `Z` and dashes only. */
function folderName(time: string): string {
  return time.replaceAll(/[^0-9TZ]/g, '-');
}

function place(path: string, time: string, take: (from: string, to: string) => void): string {
  const folder = join(dirname(path), 'damaged', folderName(time));
  ensurePrivateFolder(folder);
  for (const suffix of companions)
    if (existsSync(path + suffix)) take(path + suffix, join(folder, basename(path) + suffix));
  syncFolder(folder);
  return folder;
}

/** Moves a damaged database with its -wal and -shm to `damaged/<time>/` beside it; answers that folder. Never deletes. */
export function setAside(path: string, time: string): string {
  return place(path, time, renameSync);
}

/** What a database holds, whole: -shm is left out, because it is made anew at each opening. */
function contentOf(path: string): string {
  const hash = createHash('sha256');
  for (const file of [path, `${path}-wal`])
    hash.update(existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest() : 'none');
  return hash.digest('hex');
}

/**
 * As {@link setAside}, but the original stays where it is: for what cannot be downloaded again. Where an identical copy
 * lies aside already, no other is made and that one's folder answered.
 */
export function copyAside(path: string, time: string): string {
  const all = join(dirname(path), 'damaged');
  const content = contentOf(path);
  const known = (existsSync(all) ? readdirSync(all) : [])
    .map((name) => join(all, name))
    .find((folder) => {
      const copy = join(folder, basename(path));
      return existsSync(copy) && contentOf(copy) === content;
    });
  return known ?? place(path, time, copyFileSync);
}
