import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { statusError } from './status-error.ts';
import type { TransportReply } from './transport.ts';
import { errorEnvelopeSchema } from './wire/error-wire.ts';

/** What a reply has to be to count (reliability §3.2, network gate). */
export interface Expected {
  readonly statuses: readonly number[];
  /** `json`: a JSON body. `nothing`: none, with the first of the statuses. */
  readonly body: 'json' | 'nothing';
  /** Statuses that are an answer whatever body they come with: a missing route may be told by a gateway's own page. */
  readonly absent?: readonly number[];
}

/**
 * Lets a reply through or says what it is instead: a refusal of the tenant, or somebody who is not the tenant (a
 * redirect, a web page, a captive portal, a proxy). Null = it counts. Decides by status and headers, and by the
 * body's first bytes; it never parses a body that passes. `now` is used only for a Retry-After without a Date; `conceal`
 * takes secrets out of what is quoted.
 */
export function judgeReply(
  reply: TransportReply,
  expected: Expected,
  host: string,
  now: number,
  conceal: (said: string) => string,
): RolebookError | null {
  const { status } = reply;
  if (status >= 300 && status < 400) return redirected(reply, host);
  if (status === 511) {
    return stranger(
      status,
      'network-sign-in',
      `This network wants you to sign in before it lets anything through to ${host}.`,
      'Open any page in a browser, sign in to the network, then try again.',
    );
  }
  if (status === 407) {
    return stranger(
      status,
      'proxy-sign-in',
      `A proxy between here and ${host} wants a sign-in of its own.`,
      'Set up the proxy in this computer’s network settings.',
    );
  }
  if (expected.absent?.includes(status) === true) return null;
  const json = isJson(reply);
  if (expected.statuses.includes(status)) {
    if (expected.body === 'nothing') return saysNothing(reply, expected) ? null : strange(reply, json, host);
    return json && !isWebPage(reply) ? null : notJson(reply, host);
  }
  const wait = retryAfterSeconds(reply.header('retry-after'), reply.header('date'), now);
  if (json) {
    const said = saidIn(reply.body);
    if (said !== null || status === 401 || status >= 500)
      return statusError(status, said === null ? null : conceal(said), wait);
    return strange(reply, json, host);
  }
  // Gateways in front of a tenant answer these without its envelope; they say nothing about what exists.
  if (status >= 500 || status === 429 || status === 408) return statusError(status, null, wait);
  if (reply.body.byteLength === 0 && (status === 401 || status === 405))
    return statusError(status, null, wait);
  return notJson(reply, host);
}

/**
 * No body, with the status that is written for it; or, as some versions do, the thing itself, known by its id. Any other
 * text, and an empty 200 where 204 is the answer, may be anybody's.
 */
function saysNothing(reply: TransportReply, { statuses }: Expected): boolean {
  if (reply.body.byteLength === 0) return reply.status === statuses[0];
  if (reply.body.byteLength > 64 * 1024) return false;
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(reply.body));
    return typeof said === 'object' && said !== null && 'id' in said;
  } catch {
    return false;
  }
}

function strange(reply: TransportReply, json: boolean, host: string): RolebookError {
  if (!json) return notJson(reply, host);
  return stranger(
    reply.status,
    'wrong-json',
    `${host} answers, but not as a tenant does.`,
    'Check the address: it should be the one of the tenant’s console.',
  );
}

function stranger(status: number, reason: string, message: string, hint: string): RolebookError {
  return new RolebookError({ kind: 'not-a-tenant', origin: 'cloud', reason, message, hint, status });
}

function redirected(reply: TransportReply, host: string): RolebookError {
  const location = reply.header('location');
  const target = location !== null && URL.canParse(location) ? new URL(location).host : null;
  const where = target === null || target === host ? 'another page' : target;
  return stranger(
    reply.status,
    'redirected',
    `${host} sends callers on to ${where} instead of answering.`,
    'Use the address that the tenant’s console has after signing in; on a guest network, sign in to the network first.',
  );
}

function notJson(reply: TransportReply, host: string): RolebookError {
  // `via` alone also comes from the load balancers of honest web sites, so it counts with a refusal only.
  const proxied =
    ['x-squid-error', 'x-bluecoat-via', 'x-zscaler-mode', 'proxy-connection', 'proxy-authenticate'].some(
      (name) => reply.header(name) !== null,
    ) ||
    (reply.header('via') !== null && (reply.status === 403 || reply.status === 451));
  if (isWebPage(reply) && proxied) {
    return stranger(
      reply.status,
      'proxy-page',
      `A proxy answered with a page of its own in place of ${host}.`,
      'Ask your network’s administrator to let Rolebook reach the tenant, or use another network.',
    );
  }
  if (isWebPage(reply)) {
    return stranger(
      reply.status,
      'web-page',
      `A web page answered at ${host} where a tenant was expected.`,
      'Check the address; on a guest network, sign in to the network first.',
    );
  }
  return stranger(
    reply.status,
    'not-json',
    `${host} answers, but not as a tenant does.`,
    'Check the address: it should be the one of the tenant’s console.',
  );
}

function isJson(reply: TransportReply): boolean {
  const type = reply.header('content-type') ?? '';
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(type) && reply.body.byteLength > 0;
}

function isWebPage(reply: TransportReply): boolean {
  if (/html/i.test(reply.header('content-type') ?? '')) return true;
  const start = new TextDecoder().decode(reply.body.slice(0, 64)).trimStart().toLowerCase();
  return start.startsWith('<!doctype') || start.startsWith('<html');
}

/** The tenant's text from its envelope; null when the body is no envelope. */
function saidIn(body: ArrayBuffer): string | null {
  if (body.byteLength > 64 * 1024) return null;
  try {
    const parsed = errorEnvelopeSchema.safeParse(JSON.parse(new TextDecoder().decode(body)));
    return parsed.success ? parsed.data.message : null;
  } catch {
    return null;
  }
}
