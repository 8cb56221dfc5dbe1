import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from './exchange.ts';
import { faultReply } from './fault-replies.ts';
import type { FaultAction, Faults } from './faults.ts';
import { jsonReply, type HttpReply, type HttpRequest } from './messages.ts';
import type { RequestLog } from './request-log.ts';

/** Largest request body taken, in bytes; more is 413. */
const BODY_LIMIT = 1024 * 1024;

/** The tenant on a loopback port. */
export interface TenantServer {
  /** Listens on 127.0.0.1; port 0 takes a free one, none the one used before. */
  start(port?: number): Promise<{ baseUrl: string }>;
  /** Ends all connections and stops listening. */
  stop(): Promise<void>;
}

/** What the server proves itself with; PEM. */
export interface ServerCertificate {
  key: string;
  cert: string;
}

export interface ServerOptions {
  exchange: Exchange;
  faults: Faults;
  requests: RequestLog;
  clock: () => number;
  /** Speaks https with it; left out: http. */
  certificate?: ServerCertificate | undefined;
}

async function readBody(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  return size > BODY_LIMIT ? undefined : Buffer.concat(chunks).toString('utf8');
}

/** How long an idle connection is kept, as gateways do; Node's 5 s make resets that no real tenant shows. */
const KEEP_ALIVE_MS = 65_000;

/** Ends the connection at once, so that the caller sees a reset rather than an answer. */
function sever(response: ServerResponse): void {
  const { socket } = response;
  if (socket !== null && 'resetAndDestroy' in socket) socket.resetAndDestroy();
  else response.destroy();
}

/** Creates the server; nothing listens before `start`. */
export function createTenantServer({
  exchange,
  faults,
  requests,
  clock,
  certificate,
}: ServerOptions): TenantServer {
  let server: Server | undefined;
  let lastPort = 0;
  let stopping = new AbortController();

  const pause = (ms: number, response: ServerResponse): Promise<boolean> => {
    const gone = new AbortController();
    const onClose = (): void => gone.abort();
    response.once('close', onClose);
    return wait(ms, true, { signal: AbortSignal.any([stopping.signal, gone.signal]) })
      .catch(() => false)
      .finally(() => response.off('close', onClose));
  };

  const head = (response: ServerResponse, reply: HttpReply, bytes: number): void => {
    const length = reply.status === 204 ? {} : { 'content-length': String(bytes) };
    response.writeHead(reply.status, { ...reply.headers, ...length });
  };

  const send = (response: ServerResponse, reply: HttpReply): number => {
    const body = Buffer.from(reply.body ?? '');
    head(response, reply, body.length);
    response.end(body);
    return body.length;
  };

  const sendCut = (response: ServerResponse, reply: HttpReply, afterBytes: number): number => {
    const body = Buffer.from(reply.body ?? '');
    const part = body.subarray(0, Math.min(afterBytes, Math.max(0, body.length - 1)));
    head(response, reply, body.length);
    // An orderly end rather than a reset: a reset could take back what was sent.
    response.flushHeaders();
    response.write(part);
    response.socket?.end();
    return part.length;
  };

  const drip = async (
    response: ServerResponse,
    reply: HttpReply,
    bytes: number,
    everyMs: number,
  ): Promise<number> => {
    const body = Buffer.from(reply.body ?? '');
    head(response, reply, body.length);
    for (let at = 0; at < body.length; at += bytes) {
      if (at > 0 && !(await pause(everyMs, response))) return at;
      response.write(body.subarray(at, at + bytes));
    }
    response.end();
    return body.length;
  };

  /** Carries out a fault. Returns status and bytes sent; status 0 when there was no reply. */
  const misbehave = async (
    action: FaultAction,
    request: HttpRequest,
    response: ServerResponse,
  ): Promise<{ status: number; bytes: number }> => {
    const instead = faultReply(action, clock());
    if (instead !== undefined) return { status: instead.status, bytes: send(response, instead) };
    switch (action.kind) {
      case 'delay': {
        if (!(await pause(action.ms, response))) return { status: 0, bytes: 0 };
        const reply = exchange.respond(request);
        return { status: reply.status, bytes: send(response, reply) };
      }
      case 'cut': {
        const reply = exchange.respond(request);
        return { status: reply.status, bytes: sendCut(response, reply, action.afterBytes) };
      }
      case 'drip': {
        const reply = exchange.respond(request);
        return {
          status: reply.status,
          bytes: await drip(response, reply, Math.max(1, action.bytes), action.everyMs),
        };
      }
      case 'reply-lost':
        exchange.respond(request);
        sever(response);
        return { status: 0, bytes: 0 };
      case 'hang':
        await pause(2 ** 31 - 1, response);
        return { status: 0, bytes: 0 };
      default:
        sever(response);
        return { status: 0, bytes: 0 };
    }
  };

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(message);
    const request: HttpRequest = {
      method: message.method ?? 'GET',
      url: message.url ?? '/',
      headers: message.headers as Record<string, string | undefined>,
      body: body ?? '',
      sourceIp: message.socket.remoteAddress ?? '',
    };
    const path = request.url.split('?', 1)[0] ?? '/';
    const match = exchange.route(request);
    const operationId = match.kind === 'operation' ? match.operation.id : undefined;
    const entry = { method: request.method, path, operationId };
    const rule = faults.fire(entry);
    if (rule !== undefined) {
      const { status, bytes } = await misbehave(rule.action, request, response);
      requests.append({ ...entry, status, bytes, fault: rule.id });
      return;
    }
    const reply =
      body === undefined
        ? jsonReply(413, { code: 413, message: 'The body is too large' })
        : exchange.respond(request);
    requests.append({ ...entry, status: reply.status, bytes: send(response, reply), fault: undefined });
  };

  const fail = (response: ServerResponse, cause: unknown): void => {
    if (response.headersSent) {
      sever(response);
      return;
    }
    const details = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    send(response, jsonReply(500, { code: 500, message: 'Internal server error', details }));
  };

  return {
    start: async (port = lastPort) => {
      if (server !== undefined) throw new Error('the demo tenant is already running');
      stopping = new AbortController();
      const answer = (message: IncomingMessage, response: ServerResponse): void => {
        handle(message, response).catch((cause: unknown) => fail(response, cause));
      };
      const next = certificate === undefined ? createServer(answer) : createSecureServer(certificate, answer);
      next.keepAliveTimeout = KEEP_ALIVE_MS;
      await new Promise<void>((resolve, reject) => {
        next.once('error', reject);
        next.listen(port, '127.0.0.1', resolve);
      });
      server = next;
      lastPort = (next.address() as AddressInfo).port;
      return { baseUrl: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${lastPort}` };
    },
    stop: async () => {
      const current = server;
      if (current === undefined) return;
      server = undefined;
      stopping.abort();
      await new Promise<void>((resolve) => {
        current.close(() => resolve());
        current.closeAllConnections();
      });
    },
  };
}
