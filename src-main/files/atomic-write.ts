import type { Stats } from 'node:fs';
import { type FileHandle, link, lstat, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Random } from '../../src-shared/ports/random.ts';
import { errorCode, toFileError } from './file-error.ts';
import { placeWarnings } from './place-warnings.ts';
import { partName, sweepStaleParts } from './stale-parts.ts';

/** What writing needs. */
export interface FileWriterDeps {
  readonly random: Pick<Random, 'uuid'>;
  readonly platform: NodeJS.Platform;
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
export type WriteFile = (
  path: string,
  content: Uint8Array,
  options: { readonly mayReplace: boolean },
) => Promise<WrittenFile>;

const ownerOnly = 0o600;

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
async function publish(part: string, path: string, mayReplace: boolean): Promise<void> {
  if (!mayReplace) {
    try {
      await link(part, path);
      await unlink(part);
      return;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') throw fileExists(path);
      if (!withoutLinks.has(errorCode(error))) throw error;
    }
  }
  refuseOddTarget(path, await statOrNull(path), mayReplace);
  await rename(part, path);
}

/** Makes the names in a folder durable, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // Windows and some network disks cannot; the rename is atomic there all the same, only not yet durable.
  } finally {
    await handle?.close();
  }
}

/** Writes a new file of the owner’s alone, flushed, and tells whether the file system kept its mode. */
export async function writePart(part: string, content: Uint8Array): Promise<boolean> {
  const handle = await open(part, 'wx', ownerOnly);
  try {
    await handle.writeFile(content);
    await handle.sync();
    return ((await handle.stat()).mode & 0o077) === 0;
  } finally {
    await handle.close();
  }
}

/**
 * The one way files leave Rolebook (reliability §4, row Export file): a part in the same folder, 0600 from the moment
 * it is there, written, flushed, renamed, the folder flushed; never through a link, never over a file without consent,
 * nothing left behind by a failure.
 */
export function createFileWriter(deps: FileWriterDeps): WriteFile {
  return async (wanted, content, { mayReplace }) => {
    const path = resolve(wanted);
    const folder = dirname(path);
    const part = join(folder, partName(process.pid, deps.random.uuid()));
    try {
      refuseOddTarget(path, await statOrNull(path), mayReplace);
      await sweepStaleParts(folder);
      const keepsModes = await writePart(part, content);
      await publish(part, path, mayReplace);
      await syncFolder(folder);
      return { path, warnings: placeWarnings(path, keepsModes || deps.platform === 'win32') };
    } catch (error) {
      await unlink(part).catch(() => {});
      throw toFileError(error);
    }
  };
}
