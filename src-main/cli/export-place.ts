import type { Stats } from 'node:fs';
import { lstat, open, rm, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { errorCode, toFileError } from '../files/file-error.ts';
import { partName } from '../files/stale-parts.ts';
import { createSystemRandom } from '../system/system-random.ts';
import { usageError } from './usage-error.ts';

/** Bytes of the trial file: more than any credential file has. */
const trialSize = 65_536;

async function whatIsThere(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function notAFile(path: string, there: Stats): RolebookError {
  const link = there.isSymbolicLink();
  return new RolebookError({
    kind: 'storage',
    origin: 'cli',
    reason: link ? 'target-is-link' : 'target-not-a-file',
    message: link
      ? `“${basename(path)}” is a link to somewhere else, and secrets are not written through links.`
      : `“${basename(path)}” is not a file.`,
    hint: 'Choose another name.',
  });
}

/** Makes a file beside the one that is meant, like the writer will, and takes it away again. */
async function tryFolder(folder: string): Promise<void> {
  const trial = join(folder, partName(process.pid, createSystemRandom().uuid()));
  const handle = await open(trial, 'wx', 0o600);
  try {
    // Where the system can, it has no name any more before anything is in it: then not even a kill leaves it behind.
    await unlink(trial).catch(() => {});
    await handle.writeFile(Buffer.alloc(trialSize));
  } finally {
    await handle.close();
    await rm(trial, { force: true });
  }
}

/**
 * Finds out whether a credential file can be written here, as long as nothing is issued and there is nothing to lose.
 * Rejects with `input` when a file is there that may not be replaced, with `storage` when the folder is missing, full
 * or closed to us, or the name belongs to a link or a folder. Leaves nothing behind.
 */
export async function checkExportPlace(wanted: string, mayReplace: boolean): Promise<void> {
  const path = resolve(wanted);
  try {
    const there = await whatIsThere(path);
    if (there !== null && !there.isFile()) throw notAFile(path, there);
    if (there !== null && !mayReplace) {
      throw usageError(
        `There is a file “${basename(path)}” already.`,
        'Choose another name, or add --force to replace it.',
      );
    }
    await tryFolder(dirname(path));
  } catch (error) {
    throw toFileError(error);
  }
}
