import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { EvidenceJob, EvidenceMessage } from './evidence-job.ts';
import type { EvidenceSigner } from './evidence-manifest.ts';
import type { EvidenceSource } from './evidence-source.ts';
import type { EvidenceVerdict } from './evidence-verdict.ts';

/** A pack, and what the verifier says of it. */
export interface MadeEvidence {
  readonly bytes: Uint8Array;
  readonly verdict: EvidenceVerdict;
}

/** Makes packs and checks them, in a thread of its own for each. */
export interface EvidenceMaker {
  /** Rejects with `internal`/`evidence-failed` when it cannot be made. */
  make(source: Omit<EvidenceSource, 'verifier'>, signer: EvidenceSigner): Promise<MadeEvidence>;
  /** Whether a pack of it would hold, without the reports, which take longest. */
  rehearse(source: Omit<EvidenceSource, 'verifier'>, signer: EvidenceSigner): Promise<EvidenceVerdict>;
  check(bytes: Uint8Array): Promise<EvidenceVerdict>;
}

function failed(cause: unknown): RolebookError {
  return new RolebookError(
    {
      kind: 'internal',
      origin: 'file',
      reason: 'evidence-failed',
      message: 'The evidence could not be made or checked, so nothing was written.',
      hint: 'Try again. If it comes back, send the log from Settings.',
    },
    { cause },
  );
}

/** `workerUrl`: of `files/evidence/evidence-worker`; `verifierUrl`: of `resources/verify-evidence.mjs`. */
export function createEvidenceMaker(deps: {
  readonly workerUrl: URL;
  readonly verifierUrl: URL;
}): EvidenceMaker {
  const run = async (
    job: EvidenceJob,
    signer: EvidenceSigner | null,
  ): Promise<Exclude<EvidenceMessage, { kind: 'sign' }>> => {
    const worker = new Worker(deps.workerUrl, { workerData: job });
    try {
      return await new Promise((resolve, reject) => {
        worker.on('message', (message: EvidenceMessage) => {
          if (message.kind !== 'sign') resolve(message);
          else if (signer === null) reject(new Error('nobody signs'));
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
          else worker.postMessage(signer.sign(message.manifest));
        });
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`The worker ended with ${code}.`)));
      });
    } catch (error) {
      throw failed(error);
    } finally {
      await worker.terminate();
    }
  };
  const verifier = deps.verifierUrl.href;
  const make = async (
    source: Omit<EvidenceSource, 'verifier'>,
    signer: EvidenceSigner,
    reports: boolean,
  ): Promise<MadeEvidence> => {
    const whole = { ...source, verifier: Uint8Array.from(await readFile(deps.verifierUrl)) };
    const { publicKey } = signer;
    const message = await run({ kind: 'make', source: whole, publicKey, verifier, reports }, signer);
    if (message.kind !== 'made') throw failed(null);
    return { bytes: message.bytes, verdict: message.verdict };
  };
  return {
    make: (source, signer) => make(source, signer, true),
    rehearse: async (source, signer) => (await make(source, signer, false)).verdict,
    check: async (bytes) => (await run({ kind: 'check', bytes, verifier }, null)).verdict,
  };
}
