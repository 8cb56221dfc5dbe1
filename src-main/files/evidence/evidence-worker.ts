import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { EvidenceJob, EvidenceMessage } from './evidence-job.ts';
import type { EvidenceVerifier } from './evidence-verdict.ts';
import { makeEvidence } from './make-evidence.ts';

/** Makes or checks one pack and ends. A thread of its own: a large pack takes seconds. The key stays where it is. */
async function run(job: EvidenceJob): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('not a thread');
  const say = (message: EvidenceMessage, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved);
  // The same file that travels in packs, so that the app says what an auditor’s computer will say.
  const verifier: EvidenceVerifier = await import(/* @vite-ignore */ job.verifier);
  if (job.kind === 'check') {
    say({ kind: 'checked', verdict: verifier.verifyPack(job.bytes) });
    return;
  }
  const sign = async (manifest: Uint8Array): Promise<string> => {
    const answer = once(port, 'message');
    say({ kind: 'sign', manifest });
    return z.tuple([z.string()]).parse(await answer)[0];
  };
  const made = await makeEvidence(job.source, { publicKey: job.publicKey, sign }, { reports: job.reports });
  const bytes = Uint8Array.from(made);
  say({ kind: 'made', bytes, verdict: verifier.verifyPack(bytes) }, [bytes.buffer]);
  port.close();
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- evidence-maker.ts, which starts this worker, gives nothing else
await run(workerData as EvidenceJob);
