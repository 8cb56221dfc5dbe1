import { parentPort, workerData } from 'node:worker_threads';
import { Encrypter } from 'age-encryption';
import type { SealJob } from './seal.ts';

/** Seals one content and ends. A thread of its own, because scrypt takes about a second. */
async function run(job: SealJob): Promise<void> {
  const encrypter = new Encrypter();
  if (job.workFactor !== null) encrypter.setScryptWorkFactor(job.workFactor);
  encrypter.setPassphrase(job.passphrase);
  const sealed = await encrypter.encrypt(job.content);
  job.content.fill(0);
  // A copy of our own, because what the library gives may be a part of a larger buffer.
  const answer = Uint8Array.from(sealed);
  parentPort?.postMessage(answer, [answer.buffer]);
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- seal.ts, which starts this worker, gives nothing else
await run(workerData as SealJob);
