import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { type FileWriterDeps, syncFolder, type WrittenFile, writePart } from './atomic-write.ts';
import { errorCode, toFileError } from './file-error.ts';
import { placeWarnings } from './place-warnings.ts';
import { partName, sweepStaleParts } from './stale-parts.ts';

/** A file of a folder to be written. */
export interface FolderFile {
  /** A plain name, unique in the folder. */
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * Writes a new folder with all its files, or nothing. Rejects with `conflict`/`file-exists` when there is something of
 * that name: a folder is never replaced nor added to. Rejects with `storage` like the writer of files.
 */
export type WriteFolder = (path: string, files: readonly FolderFile[]) => Promise<WrittenFile>;

const taken = (path: string): RolebookError =>
  new RolebookError({
    kind: 'conflict',
    origin: 'file',
    reason: 'file-exists',
    message: `There is something called “${basename(path)}” already.`,
    hint: 'Choose another name.',
  });

async function refuseTaken(path: string): Promise<void> {
  try {
    await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  throw taken(path);
}

/** A folder beside its final place, 0700 from the start, filled, flushed, then renamed: whole or not there. */
export function createFolderWriter(deps: FileWriterDeps): WriteFolder {
  return async (wanted, files) => {
    const path = resolve(wanted);
    const parent = dirname(path);
    const part = join(parent, partName(process.pid, deps.random.uuid()));
    try {
      await refuseTaken(path);
      await sweepStaleParts(parent);
      await mkdir(part, { mode: 0o700 });
      let keepsModes = true;
      for (const { name, content } of files) {
        keepsModes = (await writePart(join(part, name), content)) && keepsModes;
      }
      await syncFolder(part);
      await refuseTaken(path);
      await rename(part, path);
      await syncFolder(parent);
      return { path, warnings: placeWarnings(path, keepsModes || deps.platform === 'win32') };
    } catch (error) {
      await rm(part, { recursive: true, force: true }).catch(() => {});
      throw toFileError(error);
    }
  };
}
