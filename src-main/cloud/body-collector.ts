import { freeChunk } from './free-memory.ts';

/** Gathers a reply's body into one ArrayBuffer, with a size cap. */
export interface BodyCollector {
  /** Takes a chunk, which is nobody else's any more. False when the cap is passed; nothing is kept from then on. */
  add(chunk: Uint8Array): boolean;
  /** The whole body. Call once, at the end. */
  finish(): ArrayBuffer;
  readonly size: number;
}

/**
 * `expected` is the announced length, or null. Where it is known the chunks are copied once, to where they stay;
 * an announcement that turns out wrong is no fault here.
 */
export function createBodyCollector(maxBytes: number, expected: number | null): BodyCollector {
  let whole = expected !== null && expected <= maxBytes ? new Uint8Array(expected) : null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add(chunk) {
      if (size + chunk.byteLength > maxBytes) {
        chunks.length = 0;
        whole = null;
        return false;
      }
      if (whole !== null && size + chunk.byteLength > whole.byteLength) {
        chunks.push(whole.subarray(0, size));
        whole = null;
      }
      size += chunk.byteLength;
      if (whole === null) chunks.push(chunk);
      else {
        whole.set(chunk, size - chunk.byteLength);
        freeChunk(chunk);
      }
      return true;
    },
    finish() {
      if (whole !== null) return size === whole.byteLength ? whole.buffer : whole.buffer.slice(0, size);
      const all = new Uint8Array(size);
      let at = 0;
      for (const chunk of chunks) {
        all.set(chunk, at);
        at += chunk.byteLength;
        freeChunk(chunk);
      }
      return all.buffer;
    },
    get size() {
      return size;
    },
  };
}
