import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetchTransport } from '../../../src-main/cloud/fetch-transport.ts';
import { createNodeTransport } from '../../../src-main/cloud/node-transport.ts';
import type { Transport, TransportReply, TransportRequest } from '../../../src-main/cloud/transport.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import { type HostileServer, startHostile } from './hostile-server.ts';

const clock = createSystemClock();
let server: HostileServer | null = null;
let transport: Transport | null = null;
afterEach(async () => {
  transport?.close();
  await server?.stop();
});

const kinds: readonly [string, () => Transport][] = [
  ['the Node transport', () => createNodeTransport({ clock })],
  ['the fetch transport', () => createFetchTransport((url, init) => fetch(url, init), clock)],
];

describe.each(kinds)('%s', (name, make) => {
  async function ask(
    answer: RequestListener,
    extra: Partial<TransportRequest> = {},
  ): Promise<TransportReply> {
    server ??= await startHostile(answer);
    transport ??= make();
    return transport.send({
      method: 'GET',
      url: new URL(`${server.origin}/x`),
      headers: { accept: 'application/json' },
      body: null,
      connectTimeoutMs: 500,
      totalTimeoutMs: 500,
      maxBytes: 1000,
      fresh: false,
      signal: new AbortController().signal,
      ...extra,
    });
  }
  afterEach(() => {
    server = null;
    transport = null;
  });

  test('brings status, headers and body, in memory that can be transferred', async () => {
    const reply = await ask(
      (_, response) => void response.writeHead(418, { 'x-say': 'tea' }).end('{"a":"ü"}'),
    );
    expect([reply.status, reply.header('x-say'), reply.header('absent')]).toEqual([418, 'tea', null]);
    const moved = structuredClone(reply.body, { transfer: [reply.body] });
    expect(new TextDecoder().decode(moved)).toBe('{"a":"ü"}');
    expect(reply.body.byteLength).toBe(0);
  });

  test('sends a body whole', async () => {
    await ask((_, response) => void response.end('ok'), {
      method: 'POST',
      body: '{"ü":1}',
      headers: { 'content-type': 'application/json' },
    });
    expect(server?.received()).toContain('{"ü":1}');
  });

  test('unpacks, and caps what was unpacked', async () => {
    const packed =
      (text: string): RequestListener =>
      (_, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
    const reply = await ask(packed('x'.repeat(1000)));
    expect(reply.body.byteLength).toBe(1000);
  });

  test.each([
    ['announced', { 'content-length': '1001' }],
    ['not announced', {}],
  ])('gives up a body above the cap, %s', async (_, headers) => {
    await expect(
      ask((_request, response) => void response.writeHead(200, headers).end('x'.repeat(1001))),
    ).rejects.toMatchObject({ code: 'ROLEBOOK_TOO_LARGE', mayHaveArrived: true });
  });

  test('gives up a body that unpacks above the cap', async () => {
    await expect(
      ask(
        (_, response) =>
          void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000))),
      ),
    ).rejects.toMatchObject({ code: 'ROLEBOOK_TOO_LARGE' });
  });

  test('follows no redirect', async () => {
    const outcome = await ask(
      (_, response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
    ).then(
      ({ status }) => status,
      (error: { code: string }) => error.code,
    );
    expect([302, 'ROLEBOOK_REDIRECT']).toContain(outcome);
    expect(server?.requests()).toBe(1);
  });

  test('a tenant that says nothing is a timeout', async () => {
    await expect(ask(() => {}, { totalTimeoutMs: 30 })).rejects.toMatchObject({
      code: 'ROLEBOOK_TIMEOUT',
      mayHaveArrived: true,
    });
  });

  test('stopping stops, before and during', async () => {
    const stop = new AbortController();
    const waiting = ask(() => stop.abort(), { signal: stop.signal });
    await expect(waiting).rejects.toMatchObject({ code: 'ROLEBOOK_ABORTED' });
    await expect(ask(() => {}, { signal: stop.signal })).rejects.toMatchObject({ code: 'ROLEBOOK_ABORTED' });
  });

  test('nobody at the port: certain that nothing arrived', async () => {
    const gone = await startHostile(() => {});
    await gone.stop();
    await expect(ask(() => {}, { url: new URL(`${gone.origin}/x`) })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      mayHaveArrived: false,
    });
  });

  test('a connection that ends without an answer may have been heard', async () => {
    await expect(ask((request) => void request.socket.destroy())).rejects.toMatchObject({
      mayHaveArrived: true,
    });
  });

  if (name.includes('Node')) {
    test('keeps connections for what may be repeated, and takes a new one for what may not', async () => {
      const ports: (number | undefined)[] = [];
      const answer: RequestListener = (request, response) => {
        ports.push(request.socket.remotePort);
        response.end('ok');
      };
      for (const fresh of [false, false, true, true]) await ask(answer, { fresh });
      const [one, two, three, four] = ports;
      expect(two).toBe(one);
      expect(new Set([one, three, four]).size).toBe(3);
    });
  }
});
