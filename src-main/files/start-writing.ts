import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolderWriter, type WriteFolder } from './atomic-folder.ts';
import { createFileWriter, type FileWriterDeps, type WriteFile } from './atomic-write.ts';
import { createPartNotes, type PartNotes, sweepNotedParts } from './part-notes.ts';
import { sweepStaleParts } from './stale-parts.ts';

/** Exports of killed processes that were written, and of which nobody could write down that they were. */
export interface WrittenBefore {
  /** What they are called where their outcome belongs. */
  marks(): readonly string[];
  /** Where it lies; null for what is not known to be written. */
  pathOf(mark: string): string | null;
}

/** The ways of writing, for the time that this process runs. */
export interface Writers {
  readonly writeFile: WriteFile;
  readonly writeFolder: WriteFolder;
  /** For files of the profile itself, where every start sweeps: nothing is noted. */
  readonly writeProfileFile: WriteFile;
  readonly writtenBefore: WrittenBefore;
  /** The outcome of the export with this mark is written down: its note goes. Never rejects. */
  settled(mark: string): Promise<void>;
}

/** Notes that stay are remembered by their mark. */
function remembering(notes: PartNotes, ofMark: Map<string, string>): PartNotes {
  return {
    ...notes,
    async keep(part, aim) {
      await notes.keep(part, aim);
      if (aim !== undefined) ofMark.set(aim.mark, part);
    },
  };
}

/**
 * Takes away what an earlier, killed process left unfinished, in the profile and wherever it was writing, and answers the
 * writers. To be called once, at the start. Never rejects.
 */
export async function startWriting(
  profileDir: string,
  deps: Omit<FileWriterDeps, 'notes'>,
): Promise<Writers> {
  const unfinished = join(profileDir, 'unfinished');
  const { named } = await sweepNotedParts(unfinished);
  await sweepStaleParts(profileDir);
  const before = new Map(named.map((one) => [one.mark, one]));
  const notes = createPartNotes(unfinished);
  const ofMark = new Map<string, string>();
  const noted = { ...deps, notes: remembering(notes, ofMark) };
  return {
    writeFile: createFileWriter(noted),
    writeFolder: createFolderWriter(noted),
    writeProfileFile: createFileWriter(deps),
    writtenBefore: {
      marks: () => [...before.keys()],
      pathOf: (mark) => before.get(mark)?.target ?? null,
    },
    async settled(mark) {
      const part = ofMark.get(mark);
      ofMark.delete(mark);
      if (part !== undefined) await notes.drop(part);
      const earlier = before.get(mark);
      if (earlier !== undefined) await unlink(earlier.note).catch(() => {});
    },
  };
}
