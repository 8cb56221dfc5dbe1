import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type ReviewPacket, reviewPacketSchema } from '../../../src-shared/domain/review-file.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';
import { parseGuarded } from '../../../src-shared/wire/parse-guarded.ts';

/** Words for a packet that cannot be opened. Nothing of the packet, nor of what was typed, is in them. */
export function packetError(reason: string, message: string, hint: string, cause?: unknown): RolebookError {
  return new RolebookError({ kind: 'input', origin: 'file', reason, message, hint }, { cause });
}

/** A packet as bytes, before it is sealed. */
export function packetBytes(packet: ReviewPacket): Uint8Array {
  return Buffer.from(canonicalText(packet), 'utf8');
}

/** What was unsealed, as a packet. Rejects what is another thing, or from another edition. */
export function readPacket(bytes: Uint8Array): ReviewPacket {
  let parsed: unknown;
  try {
    parsed = parseGuarded(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'a packet');
  } catch (error) {
    throw packetError(
      'packet-unreadable',
      'This file could be opened, but what is in it is not a packet of a review.',
      'Choose the file that you were sent for the review.',
      error,
    );
  }
  const packet = reviewPacketSchema.safeParse(parsed);
  const rowsHash = packet.success
    ? createHash('sha256').update(canonicalText(packet.data.rows), 'utf8').digest('hex')
    : null;
  if (packet.success && packet.data.rowsHash === rowsHash) return packet.data;
  throw packetError(
    'packet-unreadable',
    'What is in this file is not a packet that this edition of Rolebook understands.',
    'Ask for a new one, or use the edition that made it.',
  );
}
