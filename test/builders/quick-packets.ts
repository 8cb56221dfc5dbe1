import { createPacketSealer, type PacketSealer } from '../../src-main/files/packets/packet-thread.ts';
import type { PacketWork } from '../../src-main/files/packets/packet-job.ts';

/** Passphrases that are quick to check, and quick to guess: for tests alone. */
export const quickPacketWork: PacketWork = { scrypt: 10, rounds: 1000 };

/** The address of the thread that seals and opens packets. */
export const packetWorker = new URL('../../src-main/files/packets/packet-worker.ts', import.meta.url);

/** Where a packet belongs in a page, without the page. */
export const barePage = '<!doctype html><script type="application/json" id="packet"></script>';

/** Packets sealed and opened as in the product, in threads, with {@link quickPacketWork}. */
export function quickSealer(page: () => Promise<string> = () => Promise.resolve(barePage)): PacketSealer {
  return createPacketSealer({ workerUrl: packetWorker, work: quickPacketWork, readPage: page });
}
