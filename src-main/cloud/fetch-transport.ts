import type { Clock } from '../../src-shared/ports/clock.ts';
import { createBodyCollector } from './body-collector.ts';
import { type Transport, TransportFailure, type TransportRequest } from './transport.ts';

/** The part of `fetch` that is used; Electron's `net.fetch` and Node's own fit. */
export type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

/**
 * A transport over a passed-in fetch. With Electron's `net.fetch` it has the system's proxies, PAC and trust
 * store (reliability finding 10). A fetch does not tell whether a request arrived, so every failure that is not
 * plainly one of the connection counts as "may have arrived"; `fresh` cannot be asked for.
 */
export function createFetchTransport(fetch: FetchFunction, clock: Pick<Clock, 'after'>): Transport {
  return {
    async send(request) {
      const stop = new AbortController();
      let reason: string | null = null;
      const giveUp = (code: string): void => {
        reason ??= code;
        stop.abort();
      };
      const undoTimer = clock.after(request.totalTimeoutMs, () => giveUp('ROLEBOOK_TIMEOUT'));
      const onAbort = (): void => giveUp('ROLEBOOK_ABORTED');
      request.signal.addEventListener('abort', onAbort, { once: true });
      if (request.signal.aborted) onAbort();
      let answered = false;
      try {
        const reply = await fetch(request.url.href, initOf(request, stop.signal));
        answered = true;
        if (reply.type === 'opaqueredirect') throw new TransportFailure('ROLEBOOK_REDIRECT', true);
        const body = await bodyOf(reply, request.maxBytes, giveUp);
        return { status: reply.status, header: (name) => reply.headers.get(name), body };
      } catch (error) {
        if (error instanceof TransportFailure) throw error;
        const code = reason ?? (answered ? 'ROLEBOOK_CUT' : codeOf(error));
        throw new TransportFailure(code, answered || !neverLeft.test(code));
      } finally {
        undoTimer();
        request.signal.removeEventListener('abort', onAbort);
      }
    },
    close() {},
  };
}

/** Failures from before a request can have left: names, routes, refused connections, certificates, proxies. */
const neverLeft =
  /NAME_NOT_RESOLVED|ENOTFOUND|EAI_AGAIN|REFUSED|UNREACH|INTERNET_DISCONNECTED|CONNECTION_TIMED_OUT|CERT|SSL|PROXY|TUNNEL|ADDRESS_INVALID|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_/;

function initOf(request: TransportRequest, signal: AbortSignal): RequestInit {
  return {
    method: request.method,
    headers: request.headers,
    ...(request.body === null ? {} : { body: request.body }),
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal,
  };
}

async function bodyOf(
  reply: Response,
  maxBytes: number,
  giveUp: (code: string) => void,
): Promise<ArrayBuffer> {
  const packed = reply.headers.get('content-encoding') !== null;
  const announced = reply.headers.get('content-length');
  const collector = createBodyCollector(maxBytes, packed || announced === null ? null : Number(announced));
  if (reply.body === null) return collector.finish();
  for await (const chunk of reply.body) {
    if (!collector.add(chunk)) {
      giveUp('ROLEBOOK_TOO_LARGE');
      throw new TransportFailure('ROLEBOOK_TOO_LARGE', true);
    }
  }
  return collector.finish();
}

/** Chromium puts its code into the message, Node into the cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'ROLEBOOK_UNKNOWN';
  const chromium = /net::ERR_[A-Z0-9_]+/.exec(error.message)?.[0];
  if (chromium !== undefined) return chromium;
  const cause = error.cause;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return /redirect/i.test(error.message) ? 'ROLEBOOK_REDIRECT' : 'ROLEBOOK_UNKNOWN';
}
