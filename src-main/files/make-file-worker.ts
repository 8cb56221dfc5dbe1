import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { FileJob } from './file-job.ts';
import type { MadeMessage } from './file-maker.ts';
import { makeFile } from './make-file.ts';

/** Makes one file and ends. A thread of its own, because keys are derived slowly on purpose, and letters take time. */
async function run(job: FileJob): Promise<void> {
  let message: MadeMessage;
  try {
    const made = await makeFile(job, (count) => randomBytes(count));
    // A copy of our own, because what a library gives may be a part of a larger buffer.
    message = { kind: 'made', bytes: Uint8Array.from(made) };
  } catch (error) {
    if (!(error instanceof RolebookError)) throw error;
    message = { kind: 'refused', body: error.body };
  }
  parentPort?.postMessage(message, message.kind === 'made' ? [message.bytes.buffer] : []);
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- file-maker.ts, which starts this worker, gives nothing else
await run(workerData as FileJob);
