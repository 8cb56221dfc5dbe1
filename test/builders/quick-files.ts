import { createFileMaker, type MakeFile } from '../../src-main/files/file-maker.ts';
import type { SealWork } from '../../src-main/files/file-job.ts';

/** Passphrases that are quick to check, and quick to guess: for tests alone. */
export const quickWork: SealWork = {
  scrypt: 10,
  kdbx: { memoryMiB: 1, rounds: 1 },
  pbkdf2Rounds: 5000,
};

/** The address of the thread that makes files. */
export const makeFileWorker = new URL('../../src-main/files/make-file-worker.ts', import.meta.url);

/** Files made as in the product, in a thread, with {@link quickWork}. */
export function quickFileMaker(): MakeFile {
  return createFileMaker({ workerUrl: makeFileWorker, work: quickWork });
}
