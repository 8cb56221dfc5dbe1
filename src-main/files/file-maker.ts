import { Worker } from 'node:worker_threads';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { type FileJob, type SealWork, usualWork } from './file-job.ts';

/** Makes the bytes of a hand-over's file. */
export type MakeFile = (job: Omit<FileJob, 'work'>) => Promise<Uint8Array>;

/** What the worker answers. */
export type MadeMessage =
  | { readonly kind: 'made'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'refused'; readonly body: ErrorBody };

/** What making files needs. */
export interface FileMakerDeps {
  /** The address of `make-file-worker`. */
  readonly workerUrl: URL;
  readonly work?: SealWork;
}

/**
 * Files are made in a worker thread, one for each, which takes its memory with it when it ends. Rejects with what the
 * worker refuses (`input`), or with `internal` when it fails.
 */
export function createFileMaker(deps: FileMakerDeps): MakeFile {
  return async (wanted) => {
    const job: FileJob = { ...wanted, work: deps.work ?? usualWork };
    const worker = new Worker(deps.workerUrl, { workerData: job });
    let message: MadeMessage;
    try {
      message = await new Promise<MadeMessage>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`The worker ended with ${code}.`)));
      });
    } catch (error) {
      throw new RolebookError(
        {
          kind: 'internal',
          origin: 'file',
          reason: 'sealing-failed',
          message: 'The file could not be made, so nothing was written.',
          hint: 'Try again. If it comes back, send the log from Settings.',
        },
        { cause: error },
      );
    } finally {
      await worker.terminate();
    }
    if (message.kind === 'refused') throw new RolebookError(message.body);
    return message.bytes;
  };
}
