import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  createFileWriter,
  type FileWriterDeps,
  type WrittenFile,
} from '../../src-main/files/atomic-write.ts';
import { createPartNotes, type PartNotes } from '../../src-main/files/part-notes.ts';
import { temporaryFolder } from '../builders/opened-mirror.ts';

/** What is written unless a test has something else in mind. */
export const bytes = Buffer.from('a secret');

/** What the product’s writers need, and a folder for them that is gone after the test. */
export interface WritersBench {
  readonly place: string;
  /** In `place`. */
  readonly out: string;
  readonly notes: PartNotes;
  /** `keep` is called when everything was looked at and nothing is written yet: what is to happen meanwhile goes there. */
  deps(more?: Partial<PartNotes>): FileWriterDeps;
  writeFile(path: string, mayReplace?: boolean, content?: Uint8Array): Promise<WrittenFile>;
  /** What lies in `out`, and notes of unfinished files. */
  left(): string[];
}

/** See {@link WritersBench}. */
export function writersBench(): WritersBench {
  const place = temporaryFolder(onTestFinished);
  const out = join(place, 'out');
  mkdirSync(out);
  const unfinished = join(place, 'unfinished');
  const notes = createPartNotes(unfinished);
  const deps = (more: Partial<PartNotes> = {}): FileWriterDeps => ({
    random: { uuid: () => randomUUID() },
    platform: 'linux',
    notes: { ...notes, ...more },
  });
  return {
    place,
    out,
    notes,
    deps,
    writeFile: (path, mayReplace = false, content = bytes) =>
      createFileWriter(deps())(path, content, { mayReplace }),
    left: () => [
      ...readdirSync(out),
      ...(readdirSync(place).includes('unfinished') ? readdirSync(unfinished) : []),
    ],
  };
}
