import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, rm, unlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { errorCode } from './file-error.ts';
import { isLivingPart, partOwner } from './stale-parts.ts';

/**
 * Remembers where unfinished files lie, outside the folders they lie in: whoever is killed in between finds them at its
 * next start, and not only when it writes into that folder again (reliability §4, row Export file).
 */
export interface PartNotes {
  /** To be kept before the part is made. Rejects with what the file system says. */
  keep(part: string, aim?: PartAim): Promise<void>;
  /** The part of an aim is whole and about to get its name: by what it is known then. Never rejects. */
  whole(part: string, at: string): Promise<void>;
  /** The part has its name, or is gone. Never rejects: a note too many is harmless. */
  drop(part: string): Promise<void>;
}

/** What a part is to become, where somebody wants to know after a kill whether it did. */
export interface PartAim {
  /** Absolute. */
  readonly target: string;
  /** What the export is called where its outcome is written down. */
  readonly mark: string;
}

/** What is known again under another name, as long as nobody changes it, as text; null where there is nothing. */
async function identityOf(path: string): Promise<string | null> {
  const there = await lstat(path, { bigint: true }).catch(() => null);
  // A number alone is given again to the next file once this one is gone.
  return there === null ? null : [there.dev, there.ino, there.size, there.mtimeNs].join(':');
}

const aimedSchema = z.object({ part: z.string(), target: z.string(), mark: z.string() });

/** A note as it was read. */
interface ReadNote {
  readonly part: string;
  readonly aim: PartAim | null;
  /** What the part is known by; empty where it was not whole yet. */
  readonly identity: string;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** One of an aim is a line of JSON, and one of what the part is known by; null for one that was cut off: no part followed. */
function readNote(text: string): ReadNote | null {
  if (!text.startsWith('{')) return { part: text, aim: null, identity: '' };
  const [first = '', identity = ''] = text.split('\n');
  const read = aimedSchema.safeParse(parsed(first)).data;
  if (read === undefined) return null;
  const { part, ...aim } = read;
  return { part, aim, identity };
}

/** Notes in a folder of the profile, one a part: its name says which, its text where. */
export function createPartNotes(folder: string): PartNotes {
  const noteOf = (part: string): string => join(folder, basename(part));
  return {
    async keep(part, aim) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const note = await open(
        noteOf(part),
        constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0),
        0o600,
      );
      try {
        await note.writeFile(aim === undefined ? part : `${JSON.stringify({ part, ...aim })}\n`);
        await note.sync();
      } finally {
        await note.close();
      }
    },
    async whole(part, at) {
      const identity = await identityOf(at);
      if (identity === null) return;
      try {
        const note = await open(
          noteOf(part),
          constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0),
        );
        try {
          await note.writeFile(`${identity}\n`);
        } finally {
          await note.close();
        }
      } catch {
        // Without it nothing is claimed after a kill.
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

/** What a sweep found. */
export interface SweptParts {
  /** How many parts went. */
  readonly swept: number;
  /** Parts that had got their names before the process was killed, each with its note, which is kept. */
  readonly named: readonly (PartAim & { readonly note: string })[];
}

/**
 * To be called at the start, before this process writes anything: takes away what killed processes left behind, wherever
 * it lies. A note whose folder is not there now (a stick, a network disk) waits for it. Never rejects.
 */
export async function sweepNotedParts(folder: string): Promise<SweptParts> {
  let swept = 0;
  const named: (PartAim & { note: string })[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = partOwner(name);
    // A number of our own is that of a former process: this one has written nothing yet.
    if (owner === null || (owner !== process.pid && isLivingPart(name))) continue;
    try {
      const note = readNote(await readFile(join(folder, name), 'utf8'));
      if (note !== null && isPartOf(name, note.part)) {
        const { part, aim, identity } = note;
        if (!(await isThere(dirname(part)))) continue;
        await rm(part, { recursive: true }).then(
          () => (swept += 1),
          (error: unknown) => {
            if (errorCode(error) !== 'ENOENT') throw error;
          },
        );
        if (aim !== null && identity !== '' && (await identityOf(aim.target)) === identity) {
          named.push({ ...aim, note: join(folder, name) });
          continue;
        }
      }
      await unlink(join(folder, name));
    } catch {
      // What cannot be taken away now is tried again at the next start.
    }
  }
  return { swept, named };
}
