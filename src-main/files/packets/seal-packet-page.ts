import { Buffer } from 'node:buffer';
import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { ReviewPacket } from '../../../src-shared/domain/review-file.ts';
import { pageSealFormat } from '../../../src-shared/domain/review-formats.ts';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';
import { type PageSeal, pageSealBinding } from '../../../src-shared/reviews/page-seal.ts';
import type { RandomBytes } from '../formats/bitwarden-json.ts';
import { packetBytes } from './packet-text.ts';

/** Where the sealed packet belongs in the built page (src-renderer/packet-page/packet.html). */
const packetPlace = '<script type="application/json" id="packet"></script>';

/** A packet sealed as its page opens it; see {@link PageSeal}. */
export function sealForPage(
  packet: ReviewPacket,
  passphrase: string,
  { rounds, random }: { readonly rounds: number; readonly random: RandomBytes },
): string {
  const salt = random(16);
  const iv = random(12);
  const head: Omit<PageSeal, 'data'> = {
    format: pageSealFormat,
    rounds,
    salt: Buffer.from(salt).toString('base64'),
    iv: Buffer.from(iv).toString('base64'),
  };
  const content = packetBytes(packet);
  const deflated = deflateRawSync(content);
  content.fill(0);
  const key = pbkdf2Sync(passphrase.normalize('NFC'), salt, rounds, 32, 'sha256');
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(pageSealBinding(head), 'utf8'));
  const data = Buffer.concat([cipher.update(deflated), cipher.final(), cipher.getAuthTag()]);
  key.fill(0);
  deflated.fill(0);
  return canonicalText({ ...head, data: data.toString('base64') });
}

/** The built page with a sealed packet in it, as bytes of a file. Throws when the page has no place for it: a broken build. */
export function packetPage(page: string, sealed: string): Uint8Array {
  const at = page.indexOf(packetPlace);
  if (at === -1 || page.indexOf(packetPlace, at + 1) !== -1)
    throw new Error('the page of packets has no place for a packet');
  const cut = at + packetPlace.indexOf('</script>');
  return Buffer.from(`${page.slice(0, cut)}${sealed}${page.slice(cut)}`, 'utf8');
}
