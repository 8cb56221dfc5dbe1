import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** So much is taken at a time; the rest of the app goes on in between. */
const atOnce = 1 << 20;

/**
 * What tells a written file again: SHA-256 in hex. Of sealed files only: their content is random to everybody without the
 * key, while the digest of a plain one would help to guess a secret.
 */
export async function fileDigest(content: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let from = 0; from < content.length; from += atOnce) {
    hash.update(content.subarray(from, from + atOnce));
    await setImmediate();
  }
  return hash.digest('hex');
}
