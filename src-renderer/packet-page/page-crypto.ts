import type { ReviewPacket } from '../../src-shared/domain/review-file.ts';
import { packetFormat } from '../../src-shared/domain/review-formats.ts';
import { canonicalText } from '../../src-shared/reviews/canonical-text.ts';
import { type PageSeal, pageSealBinding } from '../../src-shared/reviews/page-seal.ts';
import type { Hmac } from '../../src-shared/reviews/seal-answer.ts';

/** An opened packet, and the key that seals its drafts as well. It cannot be taken out of the browser. */
export interface OpenedPage {
  readonly packet: ReviewPacket;
  readonly key: CryptoKey;
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const hexOf = (buffer: ArrayBuffer): string =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

async function inflated(bytes: BufferSource): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return await new Response(stream).text();
}

/** Opens the packet of a page; null: the passphrase does not open it, or it was changed. */
export async function openPageSeal(seal: PageSeal, passphrase: string): Promise<OpenedPage | null> {
  const typed = await crypto.subtle.importKey('raw', encode(passphrase.normalize('NFC')), 'PBKDF2', false, [
    'deriveKey',
  ]);
  const key = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(seal.salt), iterations: seal.rounds },
    typed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
  try {
    const deflated = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytesOf(seal.iv), additionalData: encode(pageSealBinding(seal)) },
      key,
      bytesOf(seal.data),
    );
    // Nobody without the passphrase can have made this, so it is what the app made.
    const packet: ReviewPacket = JSON.parse(await inflated(deflated));
    return packet.format === packetFormat ? { packet, key } : null;
  } catch {
    return null;
  }
}

/** HMAC-SHA-256 as browsers have it. */
export const pageHmac: Hmac = async (keyBase64, text) => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytesOf(keyBase64), algorithm, false, ['sign']);
  return hexOf(await crypto.subtle.sign('HMAC', key, encode(text)));
};

const draftFormat = 'rolebook-review-draft/1';

/** A draft, sealed like the packet itself, so that a copy of it tells nobody anything. */
export async function sealDraft({ packet, key }: OpenedPage, draft: unknown): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const head = { format: draftFormat, packet: packet.packet };
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: encode(canonicalText(head)) },
    key,
    encode(canonicalText(draft)),
  );
  return canonicalText({ ...head, iv: base64Of(iv), data: base64Of(new Uint8Array(sealed)) });
}

/** The draft in such a text; null for what is none, belongs to another packet, or was changed. */
export async function openDraft({ packet, key }: OpenedPage, text: string): Promise<unknown> {
  try {
    const { iv, data } = JSON.parse(text);
    const head = { format: draftFormat, packet: packet.packet };
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytesOf(iv), additionalData: encode(canonicalText(head)) },
      key,
      bytesOf(data),
    );
    return JSON.parse(new TextDecoder().decode(opened));
  } catch {
    return null;
  }
}
