import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { ReviewEntry, ReviewEvent } from '../../src-shared/domain/review-entry.ts';
import { canonicalText } from '../../src-shared/reviews/canonical-text.ts';

/** SHA-256, hex. */
export const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** The entry that follows another one. */
export function nextEntry(
  previous: ReviewEntry | undefined,
  { at, by, event }: { at: string; by: string; event: ReviewEvent },
): ReviewEntry {
  const seq = previous === undefined ? 0 : previous.seq + 1;
  const previousHash = previous?.hash ?? '0'.repeat(64);
  return {
    seq,
    at,
    by,
    event,
    previousHash,
    hash: hashOf(canonicalText([previousHash, seq, at, by, event])),
  };
}

/** The same things said, as a chain that holds: what a forger does after a change. */
export function rechained(
  entries: readonly { readonly at: string; readonly by: string; readonly event: ReviewEvent }[],
): ReviewEntry[] {
  const chain: ReviewEntry[] = [];
  for (const said of entries) chain.push(nextEntry(chain.at(-1), said));
  return chain;
}

/** A signing key like the one in the keychain. */
export interface TestKey {
  readonly publicKey: string;
  readonly fingerprint: string;
  sign(bytes: Uint8Array): string;
}

/** A signing key made of a number: the same one, the same key. */
export function testKey(number: number): TestKey {
  const seed = createHash('sha256').update(`key ${number}`).digest();
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    publicKey: raw.toString('hex'),
    fingerprint: hashOf(raw),
    sign: (bytes) => sign(null, bytes, key).toString('hex'),
  };
}
