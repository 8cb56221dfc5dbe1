import { createHash } from 'node:crypto';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';

/** A file of a pack. */
export interface EvidenceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Who signs, and how. */
export interface EvidenceSigner {
  /** Raw Ed25519 public key, hex. */
  readonly publicKey: string;
  /** Signature of these bytes, hex. */
  sign(bytes: Uint8Array): string;
}

const inOrder = (left: EvidenceFile, right: EvidenceFile): number => (left.path < right.path ? -1 : 1);

const textFile = (path: string, value: unknown): EvidenceFile => ({
  path,
  bytes: Buffer.from(canonicalText(value), 'utf8'),
});

/** `manifest.json`: every other file with size and hash, sorted (docs/evidence-format.md). */
export function manifestOf(
  files: readonly EvidenceFile[],
  { campaign, head }: { readonly campaign: string; readonly head: string },
): EvidenceFile {
  const listed = files.toSorted(inOrder).map(({ path, bytes }) => ({
    path,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  return textFile('manifest.json', { format: 'rolebook-evidence/1', campaign, head, files: listed });
}

/** `signature.json`. */
export function signatureOf(publicKey: string, signature: string): EvidenceFile {
  return textFile('signature.json', { algorithm: 'Ed25519', publicKey, signature });
}
