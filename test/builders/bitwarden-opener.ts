/**
 * Opens Bitwarden's password-protected JSON: an implementation of the tests' own, on Web Crypto, from the description of
 * the format; nothing in it comes from the writer.
 */
interface SealedExport {
  readonly encrypted: boolean;
  readonly passwordProtected: boolean;
  readonly salt: string;
  readonly kdfType: number;
  readonly kdfIterations: number;
  readonly encKeyValidation_DO_NOT_EDIT: string;
  readonly data: string;
}

/** An item as Bitwarden's plain export has it, as far as the tests look. */
export interface BitwardenItem {
  readonly name: string;
  readonly type: number;
  readonly folderId: string;
  readonly notes: string | null;
  readonly login: { username: string; password: string; uris: { uri: string }[] };
}

/** What is inside. */
export interface BitwardenVault {
  readonly folders: readonly { id: string; name: string }[];
  readonly items: readonly BitwardenItem[];
}

const { subtle } = globalThis.crypto;
const utf8 = new TextEncoder();

async function opened(
  sealed: string,
  encryption: Uint8Array<ArrayBuffer>,
  mac: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const [type, rest] = [sealed.slice(0, 2), sealed.slice(2).split('|')];
  if (type !== '2.' || rest.length !== 3) throw new Error('not an AES-256-CBC with HMAC');
  const [iv, body, tag] = rest.map((part) => Uint8Array.from(atob(part), (one) => one.charCodeAt(0)));
  if (iv === undefined || body === undefined || tag === undefined) throw new Error('a part is missing');
  const macKey = await subtle.importKey('raw', mac, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const signed = new Uint8Array([...iv, ...body]);
  if (!(await subtle.verify('HMAC', macKey, tag, signed))) throw new Error('the MAC does not fit');
  const key = await subtle.importKey('raw', encryption, 'AES-CBC', false, ['decrypt']);
  return new TextDecoder('utf-8', { fatal: true }).decode(
    await subtle.decrypt({ name: 'AES-CBC', iv }, key, body),
  );
}

/** HKDF-Expand (RFC 5869 §2.3), first block. */
async function expand(key: ArrayBuffer, info: string): Promise<Uint8Array<ArrayBuffer>> {
  const hmac = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', hmac, new Uint8Array([...utf8.encode(info), 1])));
}

/** Rejects for a wrong passphrase and for anything that was changed. */
export async function openBitwardenJson(text: string, passphrase: string): Promise<BitwardenVault> {
  const file: SealedExport = JSON.parse(text);
  if (!file.encrypted || !file.passwordProtected || file.kdfType !== 0) throw new Error('not such a file');
  if (file.kdfIterations < 5000) throw new Error('too few rounds');
  const base = await subtle.importKey('raw', utf8.encode(passphrase), 'PBKDF2', false, ['deriveBits']);
  const bits = await subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: utf8.encode(file.salt), iterations: file.kdfIterations },
    base,
    256,
  );
  const [encryption, mac] = [await expand(bits, 'enc'), await expand(bits, 'mac')];
  const proof = await opened(file.encKeyValidation_DO_NOT_EDIT, encryption, mac);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(proof)) throw new Error('no UUID to prove the key');
  return JSON.parse(await opened(file.data, encryption, mac));
}
