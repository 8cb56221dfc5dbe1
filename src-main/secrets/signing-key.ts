import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { z } from 'zod';
import type { Random } from '../../src-shared/ports/random.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Keychain } from './keychain.ts';
import { requireLasting } from './lasting-keychain.ts';

/** What is to be read of the key by anybody. */
export interface SigningIdentity {
  /** Raw Ed25519 public key, hex. */
  readonly publicKey: string;
  /** SHA-256 of the raw public key, hex (docs/evidence-format.md). */
  readonly fingerprint: string;
}

/** The key that signs closed campaigns. The private half never leaves this object. */
export interface SigningKey extends SigningIdentity {
  /** Ed25519 signature, hex. The same bytes always have the same one. */
  sign(bytes: Uint8Array): string;
}

/** Where a profile’s key comes from. */
export interface SigningKeys {
  /** The key, made when it is needed for the first time. Rejects with `keychain-session-only` where it would be lost. */
  forSigning(): Promise<SigningKey>;
  /** Its public half; null before the first. Rejects as the keychain does. */
  identity(): Promise<SigningIdentity | null>;
}

const entrySchema = z.object({ kind: z.literal('ed25519'), seed: z.base64().length(44) });
const seedBytes = 32;
/** What PKCS #8 puts before the 32 bytes of an Ed25519 key (RFC 8410 §7). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Name of a profile’s entry, as the system’s own keychain tool shows it beside "Rolebook". */
export function signingAccount(profileDir: string): string {
  return `evidence key ${createHash('sha256').update(profileDir, 'utf8').digest('hex').slice(0, 12)}`;
}

function rawPublicKey(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-seedBytes);
}

function keyOf(seed: Buffer): SigningKey {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const raw = rawPublicKey(key);
  return {
    publicKey: raw.toString('hex'),
    fingerprint: createHash('sha256').update(raw).digest('hex'),
    sign: (bytes) => sign(null, bytes, key).toString('hex'),
  };
}

/** An entry that is not ours is never written over: what it signed could not be signed again. */
function unreadable(): RolebookError {
  return new RolebookError({
    kind: 'keychain',
    origin: 'keychain',
    reason: 'signing-key-unreadable',
    message: 'The key that signs evidence is in the keychain, but it cannot be read.',
    hint: 'Restore the entry “evidence key” of Rolebook in the system’s keychain, or remove it to have a new key made.',
  });
}

async function readKey(keychain: Keychain, account: string): Promise<SigningKey | null> {
  const text = await keychain.get(account);
  if (text === null) return null;
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch {
    throw unreadable();
  }
  const parsed = entrySchema.safeParse(entry);
  const seed = Buffer.from(parsed.data?.seed ?? '', 'base64');
  if (seed.length !== seedBytes) throw unreadable();
  return keyOf(seed);
}

/** The signing key of one profile, in the keychain. */
export function createSigningKeys(deps: {
  readonly keychain: Keychain;
  readonly account: string;
  readonly random: Pick<Random, 'below'>;
}): SigningKeys {
  const { keychain, account, random } = deps;
  let making: Promise<SigningKey> | null = null;

  const make = async (): Promise<SigningKey> => {
    const there = await readKey(keychain, account);
    if (there !== null) return there;
    await requireLasting(keychain, 'Nothing can be signed');
    const seed = Buffer.from(Array.from({ length: seedBytes }, () => random.below(256)));
    await keychain.set(account, JSON.stringify({ kind: 'ed25519', seed: seed.toString('base64') }));
    seed.fill(0);
    // What the keychain has now is the key: a second process may have been a moment later.
    const kept = await readKey(keychain, account);
    if (kept === null) throw unreadable();
    return kept;
  };

  return {
    forSigning: () => {
      making ??= make().finally(() => {
        making = null;
      });
      return making;
    },
    identity: async () => {
      const key = await readKey(keychain, account);
      return key === null ? null : { publicKey: key.publicKey, fingerprint: key.fingerprint };
    },
  };
}
