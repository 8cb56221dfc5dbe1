import PQueue from 'p-queue';
import type { ErrorKind } from '../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Random } from '../../src-shared/ports/random.ts';
import type { Log } from '../log/log.ts';
import { concealed } from './conceal.ts';
import { connectionError } from './connection-error.ts';
import { type Expected, judgeReply } from './gate.ts';
import { isLoopbackHost } from './loopback.ts';
import { leavesOutcomeOpen, OUTCOME_UNKNOWN, outcomeUnknown } from './outcome-unknown.ts';
import { type Query, requestUrl } from './request-url.ts';
import { createRetryBudget, defaultRetryPolicy, pause, retryDelay, type RetryPolicy } from './retry.ts';
import type { TokenSource } from './token-source.ts';
import { type Transport, TransportFailure, type TransportReply } from './transport.ts';

/** Largest page body. */
export const PAGE_BYTES = 64 * 1024 * 1024;
/** Largest body of any other reply. */
export const REPLY_BYTES = 1024 * 1024;

/** One call to the tenant. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Query;
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };
  readonly expect: Expected;
  /**
   * `safe` changes nothing and may be repeated. `once` changes something: it is sent again only after a 401,
   * which proves that nothing was done. `secret` also issues a secret and is never sent again for any reason.
   */
  readonly repeat: 'safe' | 'once' | 'secret';
  /** Names what is wanted, the same however often it is sent (I17): the header `Idempotency-Key`, where a tenant minds it. */
  readonly op?: string | undefined;
  /** With the bearer token. Token calls themselves go without. */
  readonly authorised: boolean;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** What HTTP is made of. */
export interface HttpOptions {
  readonly transport: Transport;
  /** Scheme, host and port; nothing is ever sent elsewhere. */
  readonly origin: string;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly random: Pick<Random, 'below'>;
  readonly log: Log;
  readonly retry?: RetryPolicy;
  /** Requests in flight at once (tenant-api §5.12: the vendor's own client uses 4). */
  readonly concurrency?: number;
  readonly connectTimeoutMs?: number;
  readonly totalTimeoutMs?: number;
  /** Ends every call when the session closes. */
  readonly lifetime?: AbortSignal;
  /** An error that keeps requests at home (working offline by choice), or null to let them go. */
  readonly hold?: () => RolebookError | null;
  /** How each call ended, for whoever watches the connection: null when the tenant answered. */
  readonly onEnd?: (error: RolebookError | null) => void;
}

/** Two clocks in one moment, in milliseconds: this computer's and the tenant's, as its reply said. */
export interface Clocks {
  readonly here: number;
  readonly there: number;
}

/** The one way HTTP leaves the app. */
export interface Http {
  readonly origin: string;
  readonly host: string;
  /** Rejects with a RolebookError only. */
  send(call: HttpCall): Promise<TransportReply>;
  /** Requests made and body bytes received so far, retries included. */
  usage(): { requests: number; bytes: number };
  /** By the newest reply that counted and said when it was made; null before there is one. */
  clocks(): Clocks | null;
}

const never = new AbortController().signal;

/**
 * Builds the {@link Http} of one tenant: pinned to its origin, gated, with polite retries. Over plain http every call
 * is refused as `insecure-address`, unless the tenant is on this computer.
 */
export function createHttp(options: HttpOptions): Http {
  const { transport, origin, tokens, clock, random, log } = options;
  const policy = options.retry ?? defaultRetryPolicy;
  const budget = createRetryBudget(policy);
  const queue = new PQueue({ concurrency: options.concurrency ?? 4 });
  const lifetime = options.lifetime ?? never;
  const { host, hostname, protocol } = new URL(origin);
  const secure = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
  let requests = 0;
  let bytes = 0;
  let holdUntil = 0;
  let clocks: Clocks | null = null;

  async function attempt(call: HttpCall, token: string | null, signal: AbortSignal): Promise<TransportReply> {
    const url = requestUrl(origin, call.path, call.query);
    const held = options.hold?.() ?? null;
    if (held !== null) throw held;
    // Another reply may ask for a longer pause while this one is waited out.
    while (holdUntil > clock.monotonic() && !signal.aborted)
      await pause(clock, holdUntil - clock.monotonic(), signal);
    requests += 1;
    const started = clock.monotonic();
    try {
      const reply = await transport.send({
        method: call.method,
        url,
        headers: headersOf(call, token),
        body: bodyOf(call),
        connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
        totalTimeoutMs: options.totalTimeoutMs ?? 60_000,
        maxBytes: call.maxBytes ?? REPLY_BYTES,
        fresh: call.repeat !== 'safe' || !call.authorised,
        signal,
      });
      bytes += reply.body.byteLength;
      log.debug('http', {
        method: call.method,
        path: url.pathname,
        status: reply.status,
        ms: Math.round(clock.monotonic() - started),
      });
      const verdict = judgeReply(reply, call.expect, host, clock.now(), (said) =>
        concealed(said, call, token),
      );
      if (verdict === null) {
        const there = Date.parse(reply.header('date') ?? '');
        if (!Number.isNaN(there)) clocks = { here: clock.now(), there };
        return reply;
      }
      const wait = (verdict.body.retryAfterSeconds ?? 0) * 1000;
      if (wait > 0 && wait <= policy.patienceMs) holdUntil = Math.max(holdUntil, clock.monotonic() + wait);
      throw call.repeat !== 'safe' && leavesOutcomeOpen(verdict) ? outcomeUnknown(verdict) : verdict;
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      log.debug('http', {
        method: call.method,
        path: url.pathname,
        failure: error.code,
        ms: Math.round(clock.monotonic() - started),
      });
      const known = connectionError(error, host);
      throw call.repeat !== 'safe' && error.mayHaveArrived ? outcomeUnknown(known) : known;
    }
  }

  async function authorised(call: HttpCall, signal: AbortSignal): Promise<TransportReply> {
    const run = (token: string | null): Promise<TransportReply> =>
      queue.add(() => attempt(call, token, signal), {
        priority: call.repeat === 'safe' && call.authorised ? 0 : 1,
      });
    if (!call.authorised) return run(null);
    const token = await signedIn(tokens.token());
    try {
      return await run(token);
    } catch (error) {
      if (!(error instanceof RolebookError) || error.body.status !== 401) throw error;
      const renewed = await signedIn(tokens.renew(token));
      if (call.repeat === 'secret') throw renewedInstead(error);
      return run(renewed);
    }
  }

  async function withRetries(call: HttpCall, signal: AbortSignal): Promise<TransportReply> {
    for (let tries = 1; ; tries += 1) {
      try {
        const reply = await authorised(call, signal);
        budget.earn();
        return reply;
      } catch (error) {
        if (!(error instanceof RolebookError) || call.repeat !== 'safe') throw error;
        const delay = retryDelay(error.body, tries, policy, random);
        if (delay === null || signal.aborted || !budget.spend()) throw error;
        await pause(clock, delay, signal);
        if (signal.aborted) throw error;
      }
    }
  }

  return {
    origin,
    host,
    async send(call) {
      const signal = call.signal === undefined ? lifetime : AbortSignal.any([lifetime, call.signal]);
      try {
        if (!secure) throw insecureAddress(host);
        const reply = await withRetries(call, signal);
        options.onEnd?.(null);
        return reply;
      } catch (error) {
        if (error instanceof RolebookError) options.onEnd?.(error);
        throw error;
      }
    },
    usage: () => ({ requests, bytes }),
    clocks: () => clocks,
  };
}

/**
 * A token, or why there is none, in words that cannot be taken for an answer to the call that needs it: when the token
 * call meets a 404 or a lost reply, that says nothing of what the call was about, which has not been sent.
 */
async function signedIn(token: Promise<string>): Promise<string> {
  try {
    return await token;
  } catch (error) {
    if (!(error instanceof RolebookError)) throw error;
    const { body } = error;
    if (body.reason === OUTCOME_UNKNOWN)
      throw new RolebookError(
        { ...body, reason: 'sign-in-lost', retryable: true, message: signInFailed },
        { cause: error },
      );
    // Words that make no sense refuse nothing; whoever answered may be asked again.
    if (body.kind === 'tenant' && !body.retryable)
      throw new RolebookError({ ...body, retryable: true }, { cause: error });
    if (!saysNothingOfTheToken.includes(body.kind)) throw error;
    throw new RolebookError(
      { ...body, kind: 'tenant', reason: SIGN_IN_FAILED, retryable: true, message: signInFailed },
      { cause: error },
    );
  }
}

/** The token call was refused in words that say nothing of the secret. */
export const SIGN_IN_FAILED = 'sign-in-failed';

const signInFailed = 'The tenant could not renew the sign-in just now. Nothing was sent.';

/** Kinds that a call means by what it asks for, not by who asks. */
const saysNothingOfTheToken: readonly ErrorKind[] = ['not-found', 'conflict', 'unavailable', 'not-permitted'];

function headersOf(call: HttpCall, token: string | null): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (call.op !== undefined) headers['idempotency-key'] = `"${encodeURIComponent(call.op)}"`;
  if (token !== null) headers['authorization'] = `Bearer ${token}`;
  if (call.body !== undefined) {
    headers['content-type'] = 'json' in call.body ? 'application/json' : 'application/x-www-form-urlencoded';
  }
  return headers;
}

function bodyOf(call: HttpCall): string | null {
  if (call.body === undefined) return null;
  return 'json' in call.body
    ? JSON.stringify(call.body.json)
    : new URLSearchParams(call.body.form).toString();
}

function insecureAddress(host: string): RolebookError {
  return new RolebookError({
    kind: 'input',
    origin: 'cloud',
    reason: 'insecure-address',
    message: `Nothing was sent to ${host}: http would make it readable by everyone on the way.`,
    hint: `Connect to https://${host} instead.`,
  });
}

/** After a 401 to a call that issues a secret: the sign-in is good again, but the user decides whether to repeat. */
function renewedInstead(cause: RolebookError): RolebookError {
  return new RolebookError(
    {
      kind: 'auth',
      origin: 'cloud',
      reason: 'sign-in-renewed',
      retryable: true,
      message: 'The sign-in had run out and was renewed. Nothing was done yet.',
      hint: 'Do it again; it will go through now.',
      status: 401,
    },
    { cause },
  );
}
