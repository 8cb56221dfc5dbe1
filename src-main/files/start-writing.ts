import { join } from 'node:path';
import { createFolderWriter, type WriteFolder } from './atomic-folder.ts';
import { createFileWriter, type FileWriterDeps, type WriteFile } from './atomic-write.ts';
import { createPartNotes, sweepNotedParts } from './part-notes.ts';
import { sweepStaleParts } from './stale-parts.ts';

/** The ways of writing, for the time that this process runs. */
export interface Writers {
  readonly writeFile: WriteFile;
  readonly writeFolder: WriteFolder;
  /** For files of the profile itself, where every start sweeps: nothing is noted. */
  readonly writeProfileFile: WriteFile;
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
  await sweepNotedParts(unfinished);
  await sweepStaleParts(profileDir);
  const noted = { ...deps, notes: createPartNotes(unfinished) };
  return {
    writeFile: createFileWriter(noted),
    writeFolder: createFolderWriter(noted),
    writeProfileFile: createFileWriter(deps),
  };
}
