import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { moveColumns } from './columns-file.ts';
import { syncFolder } from './private-files.ts';

/** Puts a built file in a closed mirror's place. Throws what the file system says; the mirror is then where it was. */
export function takePlace(built: string, path: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(built, path);
}

/** What follows once it is there: its columns go with it, and the folder keeps it. */
export function settlePlace(built: string, path: string): void {
  moveColumns(built, path);
  syncFolder(dirname(path));
}
