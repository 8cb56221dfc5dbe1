import type { EventEmitter } from 'node:events';

/**
 * Gives the memory of a chunk that was read and copied back at once, where the chunk has its memory alone. Left to the
 * collector, the network's chunks of a first sync would have it look through the whole heap all the time.
 */
export function freeChunk({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/**
 * Frees what is read from a socket as soon as the parser of HTTP, which listens before us, has copied the body out of it.
 * `lastBody` is the last piece of a body that came out: until there is one, and where it shares the memory of what was read,
 * nothing is freed. Answers how to stop.
 */
export function freeWhatIsRead(
  socket: Pick<EventEmitter, 'on' | 'off'>,
  lastBody: () => Uint8Array | null,
): () => void {
  const free = (read: Uint8Array): void => {
    const body = lastBody();
    if (body !== null && body.buffer !== read.buffer) freeChunk(read);
  };
  socket.on('data', free);
  return () => void socket.off('data', free);
}
