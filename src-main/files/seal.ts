import { Worker } from 'node:worker_threads';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** Seals a content by passphrase into age's binary format; the content given is left as it is. */
export type Seal = (content: Uint8Array, passphrase: string) => Promise<Uint8Array>;

/** What the worker gets. */
export interface SealJob {
  readonly content: Uint8Array;
  readonly passphrase: string;
  /** log2 of scrypt's work; null is age's own choice (18, about a second and 256 MiB). */
  readonly workFactor: number | null;
}

/** What sealing needs. */
export interface SealerDeps {
  /** The address of `seal-worker`. */
  readonly workerUrl: URL;
  readonly workFactor?: number;
}

/** Sealing in a worker thread, one for each file. Rejects with `internal` when the worker fails. */
export function createSealer(deps: SealerDeps): Seal {
  return async (content, passphrase) => {
    const copy = Uint8Array.from(content);
    const job: SealJob = { content: copy, passphrase, workFactor: deps.workFactor ?? null };
    const worker = new Worker(deps.workerUrl, { workerData: job, transferList: [copy.buffer] });
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        worker.once('message', (sealed: Uint8Array) => resolve(sealed));
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`The worker ended with ${code}.`)));
      });
    } catch (error) {
      throw new RolebookError(
        {
          kind: 'internal',
          origin: 'file',
          reason: 'sealing-failed',
          message: 'The file could not be sealed, so nothing was written.',
          hint: 'Try again. If it comes back, send the log from Settings.',
        },
        { cause: error },
      );
    } finally {
      await worker.terminate();
    }
  };
}
