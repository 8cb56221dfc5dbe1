import { constants, type Stats } from 'node:fs';
import { link, lstat, open, rename, rm, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Random } from '../../src-shared/ports/random.ts';
import { errorCode, toFileError } from './file-error.ts';
import { type HeldFolder, holdFolder } from './held-folder.ts';
import type { PartAim, PartNotes } from './part-notes.ts';
import { lookAtPlace } from './place-warnings.ts';
import { partName, sweepStaleParts } from './stale-parts.ts';

/** What writing needs. */
export interface FileWriterDeps {
  readonly random: Pick<Random, 'uuid'>;
  readonly platform: NodeJS.Platform;
  /** Where unfinished files are noted; none for folders that are swept at each start themselves. */
  readonly notes?: PartNotes;
}

/** What happened to a file. */
export interface WrittenFile {
  /** Absolute. */
  readonly path: string;
  /** Things to know about the place, in words. */
  readonly warnings: readonly string[];
}

/**
 * Writes a whole file or none. `mayReplace` says that the user agreed to lose what is there; without it an existing
 * file is refused. Rejects with `storage` (or `conflict`/`file-exists`) RolebookErrors.
 */
export type WriteFile = (path: string, content: Uint8Array, options: WriteOptions) => Promise<WrittenFile>;

/** How a file is written. */
export interface WriteOptions {
  readonly mayReplace: boolean;
  /**
   * What the export is called where its outcome is written down. Then its note stays until that has happened
   * (`Writers.settled`): after a kill in between the next start knows that the file is there.
   */
  readonly mark?: string;
}

const ownerOnly = 0o600;

/** Never a file that is there, and never through a link. Windows knows no such links, and no such flag. */
const newFile = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** Answers of file systems that cannot make a second name for a file. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

const fileExists = (path: string): RolebookError =>
  new RolebookError({
    kind: 'conflict',
    origin: 'file',
    reason: 'file-exists',
    message: `There is a file “${basename(path)}” already.`,
    hint: 'Choose another name.',
  });

function refuseOddTarget(path: string, there: Stats | null, mayReplace: boolean): void {
  if (there === null) return;
  if (there.isFile()) {
    if (!mayReplace) throw fileExists(path);
    return;
  }
  throw new RolebookError({
    kind: 'storage',
    origin: 'file',
    reason: there.isSymbolicLink() ? 'target-is-link' : 'target-not-a-file',
    message: there.isSymbolicLink()
      ? `“${basename(path)}” is a link to somewhere else, and secrets are not written through links.`
      : `“${basename(path)}” is not a file.`,
    hint: 'Choose another name.',
  });
}

async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Gives the finished part its name. Without consent this is a link, which fails when the name is taken by now. */
async function publish(folder: HeldFolder, part: string, name: string, mayReplace: boolean): Promise<void> {
  if (!mayReplace) {
    try {
      await link(folder.at(part), folder.at(name));
      await unlink(folder.at(part));
      return;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') throw fileExists(name);
      if (!withoutLinks.has(errorCode(error))) throw error;
    }
  }
  refuseOddTarget(name, await statOrNull(folder.at(name)), mayReplace);
  await rename(folder.at(part), folder.at(name));
}

/** Writes a new file of the owner’s alone, flushed, and tells whether the file system kept its mode. */
export async function writePart(part: string, content: Uint8Array): Promise<boolean> {
  const handle = await open(part, newFile, ownerOnly);
  try {
    await handle.writeFile(content);
    await handle.sync();
    return ((await handle.stat()).mode & 0o077) === 0;
  } finally {
    await handle.close();
  }
}

/** What the note of a part says beside where it lies. */
export const aimOf = (target: string, mark: string | undefined): PartAim | undefined =>
  mark === undefined ? undefined : { target, mark };

/** Whether something was taken away; what could not be is left to the next start. */
export async function isGone(removal: Promise<void>): Promise<boolean> {
  return await removal.then(
    () => true,
    () => false,
  );
}

/**
 * The one way files leave Rolebook (reliability §4, row Export file): a part in the same folder, 0600 from the moment
 * it is there, written, flushed, renamed, the folder flushed; never through a link, never over a file without consent,
 * nothing left behind by a failure, nor by a killed process once it has started again.
 */
export function createFileWriter(deps: FileWriterDeps): WriteFile {
  return async (wanted, content, { mayReplace, mark }) => {
    const path = resolve(wanted);
    const name = basename(path);
    const part = partName(process.pid, deps.random.uuid());
    let folder: HeldFolder | null = null;
    try {
      folder = await holdFolder(dirname(path));
      refuseOddTarget(path, await statOrNull(folder.at(name)), mayReplace);
      await sweepStaleParts(folder.at('.'));
      await deps.notes?.keep(join(dirname(path), part), aimOf(path, mark));
      const keepsModes = await writePart(folder.at(part), content);
      await folder.requireInPlace();
      if (mark !== undefined) await deps.notes?.whole(part, folder.at(part));
      await publish(folder, part, name, mayReplace);
      await folder.sync();
      if (mark === undefined) await deps.notes?.drop(part);
      return { path, warnings: await lookAtPlace(path, keepsModes, deps.platform) };
    } catch (error) {
      if (folder !== null && (await isGone(rm(folder.at(part), { force: true }))))
        await deps.notes?.drop(part);
      throw toFileError(error);
    } finally {
      await folder?.close();
    }
  };
}
