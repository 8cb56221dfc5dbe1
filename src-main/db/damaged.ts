import { copyFileSync, existsSync, renameSync } from 'node:fs';
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

/** As {@link setAside}, but the original stays where it is: for what cannot be downloaded again. */
export function copyAside(path: string, time: string): string {
  return place(path, time, copyFileSync);
}
