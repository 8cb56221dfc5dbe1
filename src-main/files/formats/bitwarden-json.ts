import { Buffer } from 'node:buffer';
import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import type { HandOverEntry } from './hand-over-entry.ts';

/** Where salts, initialisation vectors and ids come from: so many bytes, fit for secrets. */
export type RandomBytes = (count: number) => Uint8Array;

/** A UUID (version 4) of random bytes. */
function uuid(random: RandomBytes): string {
  const bytes = Buffer.from(random(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The unsealed export, which Bitwarden also imports; only ever sealed here. */
function vault(entries: readonly HandOverEntry[], random: RandomBytes): string {
  const folders = new Map(
    [...new Set(entries.map(({ folder }) => folder))].map((name) => [name, uuid(random)]),
  );
  return JSON.stringify({
    encrypted: false,
    folders: [...folders].map(([name, id]) => ({ id, name })),
    items: entries.map((entry) => ({
      id: uuid(random),
      organizationId: null,
      folderId: folders.get(entry.folder) ?? null,
      type: 1,
      reprompt: 0,
      name: entry.title,
      notes: entry.notes === '' ? null : entry.notes,
      favorite: false,
      fields: [],
      login: {
        uris: [{ match: null, uri: entry.url }],
        username: entry.account,
        password: entry.secret,
        totp: null,
      },
      collectionIds: null,
    })),
  });
}

/** HKDF-Expand alone, as Bitwarden stretches its keys; one block is all that 32 bytes take. */
function stretched(key: Uint8Array, info: 'enc' | 'mac'): Buffer {
  return createHmac('sha256', key).update(info, 'utf8').update(Buffer.of(1)).digest();
}

/** Bitwarden's form `2.iv|ciphertext|mac`: AES-256-CBC, then HMAC-SHA256 over what that gave. */
function encString(text: string, keys: { enc: Buffer; mac: Buffer }, random: RandomBytes): string {
  const iv = Buffer.from(random(16));
  const cipher = createCipheriv('aes-256-cbc', keys.enc, iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const mac = createHmac('sha256', keys.mac).update(iv).update(sealed).digest();
  return `2.${[iv, sealed, mac].map((part) => part.toString('base64')).join('|')}`;
}

/**
 * Bitwarden's password-protected JSON (file-formats §4.2), which any account imports. The key is derived from the
 * salt's base64 text itself, not from what it stands for.
 */
export function bitwardenJson(
  entries: readonly HandOverEntry[],
  passphrase: string,
  rounds: number,
  random: RandomBytes,
): string {
  const salt = Buffer.from(random(16)).toString('base64');
  const key = pbkdf2Sync(passphrase, salt, rounds, 32, 'sha256');
  const keys = { enc: stretched(key, 'enc'), mac: stretched(key, 'mac') };
  const sealed = {
    encrypted: true,
    passwordProtected: true,
    salt,
    kdfType: 0,
    kdfIterations: rounds,
    encKeyValidation_DO_NOT_EDIT: encString(uuid(random), keys, random),
    data: encString(vault(entries, random), keys, random),
  };
  for (const part of [key, keys.enc, keys.mac]) part.fill(0);
  return `${JSON.stringify(sealed, null, 2)}\n`;
}
