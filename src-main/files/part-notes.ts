import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, unlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { errorCode } from './file-error.ts';
import { isLivingPart, partOwner } from './stale-parts.ts';

/**
 * Remembers where unfinished files lie, outside the folders they lie in: whoever is killed in between finds them at its
 * next start, and not only when it writes into that folder again (reliability §4, row Export file).
 */
export interface PartNotes {
  /** To be kept before the part is made. Rejects with what the file system says. */
  keep(part: string): Promise<void>;
  /** The part has its name, or is gone. Never rejects: a note too many is harmless. */
  drop(part: string): Promise<void>;
}

/** Notes in a folder of the profile, one a part: its name says which, its text where. */
export function createPartNotes(folder: string): PartNotes {
  const noteOf = (part: string): string => join(folder, basename(part));
  return {
    async keep(part) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const note = await open(
        noteOf(part),
        constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0),
        0o600,
      );
      try {
        await note.writeFile(part);
        await note.sync();
      } finally {
        await note.close();
      }
    },
    async drop(part) {
      await unlink(noteOf(part)).catch(() => {});
    },
  };
}

/** A part that a note may speak of: only what this program calls its parts is ever taken away. */
function isPartOf(note: string, part: string): boolean {
  return isAbsolute(part) && basename(part) === note;
}

async function isThere(folder: string): Promise<boolean> {
  try {
    await readdir(folder);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ENOENT';
  }
}

/**
 * To be called at the start, before this process writes anything: takes away what killed processes left behind, wherever
 * it lies. A note whose folder is not there now (a stick, a network disk) waits for it. Answers how many parts went; never
 * rejects.
 */
export async function sweepNotedParts(folder: string): Promise<number> {
  let swept = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = partOwner(name);
    // A number of our own is that of a former process: this one has written nothing yet.
    if (owner === null || (owner !== process.pid && isLivingPart(name))) continue;
    try {
      const part = await readFile(join(folder, name), 'utf8');
      if (isPartOf(name, part)) {
        if (!(await isThere(dirname(part)))) continue;
        await rm(part, { recursive: true }).then(
          () => (swept += 1),
          (error: unknown) => {
            if (errorCode(error) !== 'ENOENT') throw error;
          },
        );
      }
      await unlink(join(folder, name));
    } catch {
      // What cannot be taken away now is tried again at the next start.
    }
  }
  return swept;
}
