import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { PacketJob, PacketResult } from './packet-job.ts';
import type { PacketMessage } from './packet-thread.ts';

async function done(job: PacketJob): Promise<PacketResult> {
  switch (job.kind) {
    case 'seal-file': {
      const { sealPacketFile } = await import('./seal-packet-file.ts');
      return { kind: 'sealed', bytes: Uint8Array.from(await sealPacketFile(job.packet, job)) };
    }
    case 'seal-page': {
      const { packetPage, sealForPage } = await import('./seal-packet-page.ts');
      const random = (count: number): Uint8Array => randomBytes(count);
      const sealed = sealForPage(job.packet, job.passphrase, { rounds: job.work.rounds, random });
      return { kind: 'sealed', bytes: Uint8Array.from(packetPage(job.page, sealed)) };
    }
    case 'open-file': {
      const { openPacketFile } = await import('./open-packet-file.ts');
      return { kind: 'opened', packet: await openPacketFile(job.bytes, job.key) };
    }
  }
}

/** Does one thing with a packet and ends. */
async function run(job: PacketJob): Promise<void> {
  let message: PacketMessage;
  try {
    message = { kind: 'done', result: await done(job) };
  } catch (error) {
    if (!(error instanceof RolebookError)) throw error;
    message = { kind: 'refused', body: error.body };
  }
  parentPort?.postMessage(message, []);
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- packet-thread.ts, which starts this worker, gives nothing else
await run(workerData as PacketJob);
