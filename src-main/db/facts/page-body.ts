import { Buffer, isAscii } from 'node:buffer';
import { hash } from 'node:crypto';
// The default import, because a runtime without zstd would refuse to link a named one.
import zlib from 'node:zlib';
import { factsOfPage, rowsOfPage } from '../../../src-shared/wire/parse-guarded.ts';

/** A page as stored: 0 = JSON text as bytes, 1 = the same packed with zstd. */
export interface StoredBody {
  readonly codec: 0 | 1;
  readonly body: Uint8Array;
}

/** The content's fingerprint, by which a page is known again. */
export function hashPage(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'base64');
}

/** Packs a page for storing; pages shrink to about a tenth. */
export function packBody(bytes: Uint8Array): StoredBody {
  if (bytes.byteLength < 512 || typeof zlib.zstdCompressSync !== 'function') return { codec: 0, body: bytes };
  return {
    codec: 1,
    body: zlib.zstdCompressSync(bytes, { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } }),
  };
}

/** The page's bytes again. Throws for a body that does not unpack. */
export function unpackBody(codec: number, body: Uint8Array): Uint8Array {
  return codec === 1 ? zlib.zstdDecompressSync(body) : body;
}

/**
 * The page's rows. Plain JSON.parse is safe here: rows are only read by member name, never copied by theirs, and text
 * that leaves for a screen is parsed again with the guard. Throws `outside-contract` or a SyntaxError.
 */
export function rowsOf(bytes: Uint8Array, member: string | null): readonly unknown[] {
  return rowsOfPage(parsed(bytes), member, 'a page');
}

/** The same of a page that has just come, see {@link factsOfPage}. */
export function factsOf(bytes: Uint8Array, member: string | null): readonly object[] {
  return factsOfPage(parsed(bytes), member, 'a page');
}

function parsed(bytes: Uint8Array): unknown {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // One-byte text parses much faster, and most replies are plain ASCII.
  const whole: unknown = JSON.parse(isAscii(view) ? view.toString('latin1') : view.toString('utf8'));
  return whole;
}
