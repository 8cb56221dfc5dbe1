import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import {
  aimOf,
  type FileWriterDeps,
  isGone,
  type WriteOptions,
  type WrittenFile,
  writePart,
} from './atomic-write.ts';
import { errorCode, toFileError } from './file-error.ts';
import { type HeldFolder, holdFolder } from './held-folder.ts';
import { lookAtPlace } from './place-warnings.ts';
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
export type WriteFolder = (
  path: string,
  files: readonly FolderFile[],
  options?: Pick<WriteOptions, 'mark'>,
) => Promise<WrittenFile>;

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

async function flush(path: string): Promise<void> {
  const folder = await holdFolder(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A folder beside its final place, 0700 from the start, filled, flushed, then renamed: whole or not there. */
export function createFolderWriter(deps: FileWriterDeps): WriteFolder {
  return async (wanted, files, { mark } = {}) => {
    const path = resolve(wanted);
    const name = basename(path);
    const part = partName(process.pid, deps.random.uuid());
    let parent: HeldFolder | null = null;
    try {
      parent = await holdFolder(dirname(path));
      const made = parent.at(part);
      await refuseTaken(parent.at(name));
      await sweepStaleParts(parent.at('.'));
      await deps.notes?.keep(join(dirname(path), part), aimOf(path, mark));
      await mkdir(made, { mode: 0o700 });
      let keepsModes = true;
      for (const file of files) {
        keepsModes = (await writePart(join(made, file.name), file.content)) && keepsModes;
      }
      await flush(made);
      await parent.requireInPlace();
      await refuseTaken(parent.at(name));
      if (mark !== undefined) await deps.notes?.whole(part, made);
      await rename(made, parent.at(name));
      await parent.sync();
      if (mark === undefined) await deps.notes?.drop(part);
      return { path, warnings: await lookAtPlace(path, keepsModes, deps.platform) };
    } catch (error) {
      const removal = parent === null ? null : rm(parent.at(part), { recursive: true, force: true });
      if (removal !== null && (await isGone(removal))) await deps.notes?.drop(part);
      throw toFileError(error);
    } finally {
      await parent?.close();
    }
  };
}
