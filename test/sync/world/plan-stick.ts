import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { Disk } from './disk.ts';

/** A plan file that somebody exported, and what stood in the ledger of that computer then: the file's own word is not asked. */
export interface StickFile {
  readonly path: string;
  readonly text: string;
  readonly from: Disk;
  /** The changes that waited there, as they were. */
  readonly open: readonly Pick<Change, 'id' | 'edit' | 'base'>[];
}

/** A stick with plan files that people carry from computer to computer. */
export interface PlanStick {
  readonly files: readonly StickFile[];
  put(file: Omit<StickFile, 'path'>): StickFile;
  textAt(path: string): string;
}

/** A stick with nothing on it. */
export function createPlanStick(): PlanStick {
  const files: StickFile[] = [];
  return {
    files,
    put(about) {
      const file = { ...about, path: `/stick/plan-${files.length + 1}.json` };
      files.push(file);
      return file;
    },
    textAt(path) {
      const found = files.find((file) => file.path === path);
      if (found !== undefined) return found.text;
      throw new RolebookError({
        kind: 'storage',
        origin: 'file',
        reason: 'file-not-found',
        message: 'The file is not there.',
      });
    },
  };
}
