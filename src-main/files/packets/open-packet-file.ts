import { Buffer } from 'node:buffer';
import { Decrypter } from 'age-encryption';
import type { ReviewPacket } from '../../../src-shared/domain/review-file.ts';
import type { PacketKey } from './packet-job.ts';
import { packetError, readPacket } from './packet-text.ts';

const ageStart = 'age-encryption.org/v1\n';

const damaged = (cause?: unknown): Error =>
  packetError(
    'packet-damaged',
    'This packet is damaged: it was cut off, or changed after it was made.',
    'Ask for it again.',
    cause,
  );

/** What a file is that is not sealed with age. */
function foreign(start: string): Error {
  if (/^\s*<!doctype html/i.test(start)) {
    return packetError(
      'packet-is-page',
      'This is a page for a browser.',
      'Open it in a browser: it needs no network and no Rolebook. Or ask for a packet for Rolebook.',
    );
  }
  if (start.includes('rolebook-review-answer/')) {
    return packetError(
      'packet-is-answer',
      'This is the answer to a packet.',
      'Send it to whoever runs the review.',
    );
  }
  return packetError(
    'not-a-packet',
    'This file is not a packet of a review.',
    'Choose the file that you were sent: its name ends with .rolebook-review.',
  );
}

/** What the key has to do with the file; says in words what is missing. */
function keyFor(start: string, { passphrase, identity }: PacketKey): Decrypter {
  const byPassphrase = /^-> scrypt /m.test(start);
  const decrypter = new Decrypter();
  if (byPassphrase) {
    if (passphrase === null)
      throw packetError(
        'packet-needs-passphrase',
        'This packet is sealed with a passphrase.',
        'Type the passphrase that you were told.',
      );
    decrypter.addPassphrase(passphrase);
    return decrypter;
  }
  if (identity === null)
    throw packetError(
      'packet-needs-identity',
      'This packet is sealed for an age key.',
      'Paste the secret key that belongs to it. It begins with AGE-SECRET-KEY-1.',
    );
  // An identity file of age holds comments as well.
  const keys = identity.split(/\s+/).filter((word) => /^AGE-SECRET-KEY-/i.test(word));
  try {
    if (keys.length === 0) throw new Error('no key');
    for (const key of keys) decrypter.addIdentity(key.toUpperCase());
  } catch {
    throw packetError(
      'identity-unreadable',
      'This is not a secret key of age.',
      'Copy the whole line that begins with AGE-SECRET-KEY-1.',
    );
  }
  return decrypter;
}

/** Opens a sealed packet. Rejects with `input`, in words that tell a wrong passphrase from a damaged file. */
export async function openPacketFile(bytes: Uint8Array, key: PacketKey): Promise<ReviewPacket> {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  if (!start.startsWith(ageStart)) {
    // What was cut off right at its start, and what was written by another edition of age.
    if (start.startsWith('age-encryption.org/')) throw damaged();
    throw foreign(start);
  }
  const decrypter = keyFor(start, key);
  let content: Uint8Array;
  try {
    content = await decrypter.decrypt(bytes);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no identity matched')) {
      throw packetError(
        'packet-key-wrong',
        key.identity === null
          ? 'The passphrase does not open this packet.'
          : 'This packet is sealed for another key.',
        'Look whether it is the right file, and type it once more. A damaged file looks the same.',
      );
    }
    throw damaged(error);
  }
  try {
    return readPacket(content);
  } finally {
    content.fill(0);
  }
}
