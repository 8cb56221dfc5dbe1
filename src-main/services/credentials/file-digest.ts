import { createHash } from 'node:crypto';

/**
 * What tells a written file again: SHA-256 in hex. Of sealed files only: their content is random to everybody without the
 * key, while the digest of a plain one would help to guess a secret.
 */
export function fileDigest(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
