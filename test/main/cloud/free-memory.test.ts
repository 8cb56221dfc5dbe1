import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createBodyCollector } from '../../../src-main/cloud/body-collector.ts';
import { freeChunk, freeWhatIsRead } from '../../../src-main/cloud/free-memory.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text));
const textOf = (body: ArrayBuffer): string => new TextDecoder().decode(body);

describe('memory of what was read', () => {
  test('is free where the chunk has it alone, and stays where others lie in it', () => {
    const alone = bytes('alone');
    const shared = bytes('shared');
    const part = shared.subarray(1);
    freeChunk(alone);
    freeChunk(part);
    expect([alone.byteLength, part.byteLength]).toEqual([0, 5]);
  });

  test.each([
    ['announced', 6],
    ['not announced', null],
    ['announced too short', 4],
    ['announced too long', 9],
  ])('is free once a body is whole: %s', (_, expected) => {
    const collector = createBodyCollector(100, expected);
    const chunks = ['ab', 'cd', 'ef'].map(bytes);
    for (const chunk of chunks) expect(collector.add(chunk)).toBe(true);
    expect(collector.size).toBe(6);
    expect(textOf(collector.finish())).toBe('abcdef');
    expect(chunks.map(({ byteLength }) => byteLength)).toEqual([0, 0, 0]);
  });

  test('is free after the parser of HTTP had it, and bodies are whole', async () => {
    const page = Buffer.from(Array.from({ length: 40_000 }, (_, at) => `"row ${at}"`).join(','));
    const server = http.createServer((_, response) => void response.end(page));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    try {
      for (let round = 0; round < 3; round += 1) {
        const { port } = server.address() as AddressInfo;
        const request = http.get({ port, host: '127.0.0.1', agent });
        const read: Uint8Array[] = [];
        let last: Uint8Array | null = null;
        let stop = (): void => {};
        request.on('socket', (socket) => {
          stop = freeWhatIsRead(socket, () => last);
          socket.on('data', (chunk: Uint8Array) => read.push(chunk));
        });
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const [reply] = (await once(request, 'response')) as [http.IncomingMessage];
        const pieces: Buffer[] = [];
        reply.on('data', (piece: Buffer) => {
          last = piece;
          pieces.push(piece);
        });
        await once(reply, 'end');
        stop();
        expect(Buffer.concat(pieces).equals(page)).toBe(true);
        // Only what came before the first piece of the body was handed on is kept.
        expect(read.length).toBeGreaterThan(3);
        expect(read.slice(1).filter(({ byteLength }) => byteLength > 0)).toEqual([]);
      }
    } finally {
      agent.destroy();
      server.close();
    }
  });

  test('is kept where the body lies within what was read', () => {
    const listeners: ((read: Uint8Array) => void)[] = [];
    const socket = { on: (_: string, listen: () => void) => listeners.push(listen), off: () => {} };
    const read = bytes('head body');
    let body: Uint8Array | null = null;
    freeWhatIsRead(socket as never, () => body);
    for (const piece of [null, read.subarray(5), read]) {
      body = piece;
      for (const listen of listeners) listen(read);
      expect(read.byteLength).toBe(9);
    }
    body = bytes('body');
    for (const listen of listeners) listen(read);
    expect(read.byteLength).toBe(0);
  });
});
