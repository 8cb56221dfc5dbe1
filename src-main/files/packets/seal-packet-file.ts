import type { ReviewPacket } from '../../../src-shared/domain/review-file.ts';
import type { Seal } from '../../../src-shared/domain/seal.ts';
import { ageByPassphrase, ageByRecipients } from '../containers/age-container.ts';
import type { PacketWork } from './packet-job.ts';
import { packetBytes, packetError } from './packet-text.ts';

/**
 * A packet as an age file, by passphrase or for recipients. Rejects with `input` for any other seal, and for recipients that
 * cannot be used.
 */
export async function sealPacketFile(
  packet: ReviewPacket,
  { seal, now, work }: { readonly seal: Seal; readonly now: number; readonly work: PacketWork },
): Promise<Uint8Array> {
  const content = packetBytes(packet);
  try {
    if (seal.kind === 'age-passphrase') return await ageByPassphrase(content, seal.passphrase, work.scrypt);
    if (seal.kind === 'age-recipients') {
      // openpgp, which this also checks, is large.
      const { requireRecipients } = await import('../containers/check-recipients.ts');
      await requireRecipients(seal, new Date(now));
      return await ageByRecipients(
        content,
        seal.recipients.map((one) => one.trim()),
      );
    }
  } finally {
    content.fill(0);
  }
  throw packetError(
    'packet-seal-unfit',
    'A packet is sealed with a passphrase, or for age keys.',
    'Choose one of the two. Nothing was written.',
  );
}
