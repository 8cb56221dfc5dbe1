import type { HttpReply } from '../../../src-main/demo-tenant/http/messages.ts';
import type { Disk } from '../world/disk.ts';
import type { WireRequest } from '../world/wire.ts';
import type { Verdict } from './violation.ts';

/** Where requests are looked at as such: to whom, with what, how many, how soon again. */
export interface MannersWatch {
  sent(request: WireRequest, headers: Readonly<Record<string, string>>): void;
  worked(request: WireRequest): void;
  ended(request: WireRequest, reply: HttpReply | null): void;
}

/** Requests of one start of the app at once: four by default, and one that signs in. */
const mostAtOnce = 5;
/** A row of failures this long within a minute is a storm. */
const stormWithinMs = 60_000;
const stormSize = 90;

interface Sender {
  /** The part that signs in and the rest of the API are asked by different clients, each with a pause of its own. */
  holdUntil: { token: number; rest: number };
  /** Moments at which requests left since one last succeeded. */
  failing: number[];
}

/** Watches I10 (the token goes to its own origin), I11 (one refresh at a time) and I13 (politeness). */
export function createMannersWatch(parts: {
  readonly verdict: Verdict;
  readonly now: () => number;
  readonly epoch: number;
  readonly diskOf: (sender: string, life: number) => Disk;
  /** When somebody at that computer last typed a secret. */
  readonly signedInAt: (sender: string) => number;
  readonly inFlight: (sender: string, life: number, operation?: 'token') => number;
}): MannersWatch {
  const { verdict, now } = parts;
  /** Which tenant issued a token or another secret. */
  const issuedBy = new Map<string, string>();
  const senders = new Map<string, Sender>();

  const senderOf = (request: WireRequest): Sender => {
    const key = `${request.sender} ${request.life}`;
    const known = senders.get(key) ?? { holdUntil: { token: 0, rest: 0 }, failing: [] };
    senders.set(key, known);
    return known;
  };

  return {
    sent(request, headers) {
      const disk = parts.diskOf(request.sender, request.life);
      if (request.origin !== disk.tenant.origin)
        verdict.fail('I10', `${request.sender} sent a request to ${request.origin}`);
      const bearer = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1];
      const issuer = bearer === undefined ? undefined : issuedBy.get(bearer);
      if (bearer !== undefined && issuer !== `${request.origin} ${disk.account.actor}`)
        verdict.fail('I10', `${request.sender} showed a token of ${String(issuer)} to ${request.origin}`);
      // Somebody who signs in again with other words does not wait for what the old ones come to.
      const typed = now() - parts.signedInAt(request.sender) < 90_000;
      const flying = parts.inFlight(request.sender, request.life);
      if (flying > mostAtOnce + (typed ? 1 : 0))
        verdict.fail('I13', `${flying} requests at once from ${request.sender}`);
      if (
        request.operation === 'token' &&
        !typed &&
        parts.inFlight(request.sender, request.life, 'token') > 1
      )
        verdict.fail('I11', `two refreshes at once from ${request.sender}`);
      const sender = senderOf(request);
      const until = sender.holdUntil[request.operation === 'token' ? 'token' : 'rest'];
      if (now() < until)
        verdict.fail(
          'I13',
          `request ${request.n} left ${Math.round(until - now())} ms before the time that Retry-After gave`,
        );
      sender.failing.push(now());
      while ((sender.failing[0] ?? now()) < now() - stormWithinMs) sender.failing.shift();
      if (sender.failing.length > stormSize)
        verdict.fail(
          'I13',
          `${sender.failing.length} requests in a minute from ${request.sender}, and none succeeded`,
        );
    },
    worked(request) {
      if (request.operation !== 'token' || request.workedStatus !== 200) return;
      const disk = parts.diskOf(request.sender, request.life);
      for (const [, token] of request.workedBody.matchAll(/"(?:access_token|accessToken)":"([^"]+)"/g))
        if (token !== undefined) issuedBy.set(token, `${request.origin} ${disk.account.actor}`);
    },
    ended(request, reply) {
      const sender = senderOf(request);
      if (request.told && reply !== null && reply.status < 300) sender.failing = [];
      if (reply === null || (reply.status !== 429 && reply.status !== 503)) return;
      const after = reply.headers['retry-after'];
      const json = reply.headers['content-type']?.startsWith('application/json') === true;
      if (after === undefined || !json) return;
      const date = reply.headers['date'];
      const seconds = /^\d{1,4}$/.test(after)
        ? Number(after)
        : date === undefined
          ? Number.NaN
          : (Date.parse(after) - Date.parse(date)) / 1000;
      // Longer ones are the engine's to wait for; the client only waits for what fits a moment.
      if (Number.isFinite(seconds) && seconds > 0 && seconds <= 60)
        hold(sender, request.operation === 'token' ? 'token' : 'rest', now() + seconds * 1000 - 1);
    },
  };
}

function hold(sender: Sender, part: 'token' | 'rest', until: number): void {
  sender.holdUntil[part] = Math.max(sender.holdUntil[part], until);
}
