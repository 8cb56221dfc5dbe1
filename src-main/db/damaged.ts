import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ensurePrivateFolder, syncFolder } from './private-files.ts';

const companions = ['', '-wal', '-shm'];

/** A moment as a folder name: digits, `T`, `Z` and dashes only. */
function folderName(time: string): string {
  return time.replaceAll(/[^0-9TZ]/g, '-');
}

/** A folder `damaged/<time>/` beside the database that does not exist yet. */
export function folderForDamaged(path: string, time: string): string {
  const first = join(dirname(path), 'damaged', folderName(time));
  let folder = first;
  for (let n = 2; existsSync(folder); n += 1) folder = `${first}-${n}`;
  return folder;
}

/** Moves a database with its -wal and -shm, as far as they are there, into a folder. */
export function moveInto(folder: string, path: string): void {
  const there = companions.filter((suffix) => existsSync(path + suffix));
  if (there.length === 0) return;
  ensurePrivateFolder(folder);
  for (const suffix of there) renameSync(path + suffix, join(folder, basename(path) + suffix));
  syncFolder(folder);
}

/** Moves a damaged database with its -wal and -shm to `damaged/<time>/` beside it; answers that folder. Never deletes. */
export function setAside(path: string, time: string): string {
  const folder = folderForDamaged(path, time);
  moveInto(folder, path);
  return folder;
}
