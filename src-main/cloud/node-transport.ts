import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { TLSSocket } from 'node:tls';
import { createGunzip } from 'node:zlib';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { createBodyCollector } from './body-collector.ts';
import { freeWhatIsRead } from './free-memory.ts';
import { isLoopbackHost } from './loopback.ts';
import { type Transport, TransportFailure, type TransportReply, type TransportRequest } from './transport.ts';

/** What the Node transport may be told. */
export interface NodeTransportOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** Extra certificate authorities (PEM), e.g. a company's own. The system's defaults stay. */
  readonly ca?: string;
  /** Kept connections per origin. */
  readonly connections?: number;
  /** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` of the environment; loopback never goes through a proxy. */
  readonly proxyEnv?: NodeJS.ProcessEnv;
}

/** A transport on node:http and node:https with kept connections: for the command line, tests and the bench. */
export function createNodeTransport(options: NodeTransportOptions): Transport {
  const keep = { keepAlive: true, maxSockets: options.connections ?? 8, scheduling: 'lifo' as const };
  const tls = options.ca === undefined ? {} : { ca: options.ca };
  const proxied = options.proxyEnv === undefined ? {} : { proxyEnv: options.proxyEnv };
  const agents = {
    plain: new http.Agent(keep),
    secure: new https.Agent({ ...keep, ...tls, ...proxied }),
    secureLocal: new https.Agent({ ...keep, ...tls }),
    freshPlain: new http.Agent({ keepAlive: false }),
    freshSecure: new https.Agent({ keepAlive: false, ...tls, ...proxied }),
    freshSecureLocal: new https.Agent({ keepAlive: false, ...tls }),
  };

  const agentFor = (request: TransportRequest): http.Agent => {
    if (request.url.protocol === 'http:') return request.fresh ? agents.freshPlain : agents.plain;
    if (isLoopbackHost(request.url.hostname))
      return request.fresh ? agents.freshSecureLocal : agents.secureLocal;
    return request.fresh ? agents.freshSecure : agents.secure;
  };

  return {
    send: (request) => send(request, agentFor(request), options.clock),
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function send(
  request: TransportRequest,
  agent: http.Agent,
  clock: Pick<Clock, 'after'>,
): Promise<TransportReply> {
  return new Promise((resolve, reject) => {
    let connected = false;
    let settled = false;
    let lastBody: Buffer | null = null;
    const undo: (() => void)[] = [];

    const settle = (end: () => void): void => {
      if (settled) return;
      settled = true;
      for (const step of undo) step();
      end();
    };
    const fail = (code: string): void => {
      settle(() => reject(new TransportFailure(code, connected)));
      outgoing.destroy();
    };

    const outgoing = (request.url.protocol === 'http:' ? http : https).request(request.url, {
      method: request.method,
      agent,
      headers: {
        ...request.headers,
        'accept-encoding': 'gzip',
        ...(request.body === null ? {} : { 'content-length': Buffer.byteLength(request.body) }),
      },
    });
    undo.push(clock.after(request.totalTimeoutMs, () => fail('ROLEBOOK_TIMEOUT')));
    undo.push(clock.after(request.connectTimeoutMs, () => connected || fail('ROLEBOOK_CONNECT_TIMEOUT')));
    const abort = (): void => fail('ROLEBOOK_ABORTED');
    request.signal.addEventListener('abort', abort, { once: true });
    undo.push(() => request.signal.removeEventListener('abort', abort));
    if (request.signal.aborted) abort();

    outgoing.on('socket', (socket) => {
      undo.push(freeWhatIsRead(socket, () => lastBody));
      const stands = (): void => {
        connected = true;
      };
      if (socket.connecting) socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', stands);
      else stands();
    });
    outgoing.on('error', (error) => fail(codeOf(error)));
    outgoing.on('response', (reply) => {
      connected = true;
      reply.on('data', (piece: Buffer) => {
        lastBody = piece;
      });
      receive(reply, request.maxBytes, fail, (body) =>
        settle(() =>
          resolve({
            status: reply.statusCode ?? 0,
            header: (name) => reply.headers[name]?.toString() ?? null,
            body,
          }),
        ),
      );
    });
    outgoing.end(request.body ?? undefined);
  });
}

function receive(
  reply: IncomingMessage,
  maxBytes: number,
  fail: (code: string) => void,
  done: (body: ArrayBuffer) => void,
): void {
  const packed = reply.headers['content-encoding'] === 'gzip';
  const announced = Number(reply.headers['content-length'] ?? Number.NaN);
  const collector = createBodyCollector(
    maxBytes,
    packed || !Number.isSafeInteger(announced) ? null : announced,
  );
  const source = packed ? reply.pipe(createGunzip()) : reply;
  reply.on('error', () => fail('ROLEBOOK_CUT'));
  if (packed) source.on('error', () => fail('ROLEBOOK_CUT'));
  source.on('data', (chunk: Buffer) => {
    if (!collector.add(chunk)) fail('ROLEBOOK_TOO_LARGE');
  });
  source.on('end', () => (reply.complete ? done(collector.finish()) : fail('ROLEBOOK_CUT')));
}

function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message === 'socket hang up' ? 'ECONNRESET' : 'ROLEBOOK_UNKNOWN';
}
