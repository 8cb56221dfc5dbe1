import { Worker } from 'node:worker_threads';
import type { ReviewPacket } from '../../../src-shared/domain/review-file.ts';
import type { Seal } from '../../../src-shared/domain/seal.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { pageRounds } from '../../../src-shared/reviews/page-seal.ts';
import type { PacketJob, PacketKey, PacketResult, PacketWork } from './packet-job.ts';

/** What the worker answers. */
export type PacketMessage =
  | { readonly kind: 'done'; readonly result: PacketResult }
  | { readonly kind: 'refused'; readonly body: ErrorBody };

/** Seals and opens packets, each in a thread that takes its memory with it when it ends. */
export interface PacketSealer {
  /** An age file. Rejects with `input` for seals and recipients that cannot be used. */
  sealFile(packet: ReviewPacket, seal: Seal, now: number): Promise<Uint8Array>;
  /** A page for browsers, sealed with a passphrase. */
  sealPage(packet: ReviewPacket, passphrase: string): Promise<Uint8Array>;
  /** Rejects with `input`, in words, for what cannot be opened. */
  openFile(bytes: Uint8Array, key: PacketKey): Promise<ReviewPacket>;
}

/** What sealing needs. */
export interface PacketSealerDeps {
  /** The address of `packet-worker`. */
  readonly workerUrl: URL;
  /** The built page, without a packet. */
  readPage(): Promise<string>;
  readonly work?: PacketWork;
}

const usualWork: PacketWork = { scrypt: null, rounds: pageRounds };

async function run(workerUrl: URL, job: PacketJob): Promise<PacketResult> {
  const worker = new Worker(workerUrl, { workerData: job });
  let message: PacketMessage;
  try {
    message = await new Promise<PacketMessage>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The worker ended with ${code}.`)));
    });
  } catch (error) {
    throw new RolebookError(
      {
        kind: 'internal',
        origin: 'file',
        reason: 'packet-failed',
        message: 'The packet could not be made or opened.',
        hint: 'Try again. If it comes back, send the log from Settings.',
      },
      { cause: error },
    );
  } finally {
    await worker.terminate();
  }
  if (message.kind === 'refused') throw new RolebookError(message.body);
  return message.result;
}

/** See {@link PacketSealer}. */
export function createPacketSealer({
  workerUrl,
  readPage,
  work = usualWork,
}: PacketSealerDeps): PacketSealer {
  const seal = async (job: PacketJob): Promise<Uint8Array> => {
    const result = await run(workerUrl, job);
    if (result.kind !== 'sealed') throw new Error('a worker answered something else');
    return result.bytes;
  };
  return {
    sealFile: async (packet, how, now) => await seal({ kind: 'seal-file', packet, seal: how, now, work }),
    sealPage: async (packet, passphrase) =>
      await seal({ kind: 'seal-page', packet, passphrase, page: await readPage(), work }),
    openFile: async (bytes, key) => {
      const result = await run(workerUrl, { kind: 'open-file', bytes, key });
      if (result.kind !== 'opened') throw new Error('a worker answered something else');
      return result.packet;
    },
  };
}
