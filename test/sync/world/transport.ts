import {
  type Transport,
  TransportFailure,
  type TransportRequest,
} from '../../../src-main/cloud/transport.ts';
import type { JournalEntry } from '../../../src-main/demo-tenant/core/journal.ts';
import type { HttpReply } from '../../../src-main/demo-tenant/http/messages.ts';
import type { EventLog } from './event-log.ts';
import { type FaultName, faultNamed } from './fault-kinds.ts';
import { faultyReply } from './faulty-reply.ts';
import { type Seeded, createSeeded, hashOf } from './seeded.ts';
import type { SimTenant } from './sim-tenant.ts';
import type { VirtualTime } from './virtual-time.ts';
import { type WireOperation, wireOperationOf, writes } from './wire-operation.ts';
import type { Link, Weather, WireRequest } from './wire.ts';

/** The network of a world. */
export interface Network {
  /** The way out of one start of one app instance; `alive` ends with it. */
  transportFor(sender: {
    readonly name: string;
    readonly life: number;
    readonly alive: () => boolean;
  }): Transport;
  readonly weather: Weather;
  link(sender: string): Link;
  /** Everything that was ever sent. */
  readonly requests: readonly WireRequest[];
  inFlight(sender: string, life: number, operation?: WireOperation): number;
  inFlightWrites(sender: string, life: number): number;
}

/** What a network is made of, and who looks on. */
export interface NetworkParts {
  readonly seed: number;
  readonly time: VirtualTime;
  readonly epoch: number;
  readonly log: EventLog;
  readonly tenants: ReadonlyMap<string, SimTenant>;
  readonly weather: Weather;
  readonly links: ReadonlyMap<string, Link>;
  readonly watch: {
    /** Just before the tenant works on it. */
    working(request: WireRequest): void;
    sent(request: WireRequest, headers: Readonly<Record<string, string>>): void;
    worked(request: WireRequest): void;
    /** The network delivered a request once more: what that did is nobody's doing. */
    copied(effects: readonly JournalEntry[]): void;
    ended(request: WireRequest, reply: HttpReply | null): void;
  };
}

const never = <Value>(): Promise<Value> => new Promise(() => {});

/** Makes a network in which everything takes a while and much goes wrong. */
export function createNetwork(parts: NetworkParts): Network {
  const { time, log, seed } = parts;
  const requests: WireRequest[] = [];
  const flying = new Set<WireRequest>();
  const counts = new Map<string, number>();

  const link = (sender: string): Link => {
    const found = parts.links.get(sender);
    if (found === undefined) throw new Error(`no link for ${sender}`);
    return found;
  };

  /** Drawn from the request's own place in the world, so that leaving out an operation moves few other faults. */
  function draw(sender: string, operation: WireOperation): { rng: Seeded; fault: FaultName | null } {
    const key = `${sender} ${operation}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    const rng = createSeeded(hashOf(`${key} ${nth}`, seed));
    const holds = link(sender);
    if (holds.down) return { rng, fault: 'refused' };
    if (holds.portal) return { rng, fault: 'page-200' };
    if (operation === 'token' && holds.tokensFail) return { rng, fault: rng.pick(['500', 'timeout', 'cut']) };
    if (operation !== 'token' && holds.refuse > 0) {
      holds.refuse -= 1;
      return { rng, fault: '401' };
    }
    const { rate, kinds, struck, storms } = parts.weather;
    const storm = storms.find(({ operations }) => operations.includes(operation));
    if (storm !== undefined) return { rng, fault: rng.chance(storm.rate) ? rng.pick(storm.kinds) : null };
    if (struck !== null && !struck.includes(operation)) return { rng, fault: null };
    return { rng, fault: rng.chance(rate) && kinds.length > 0 ? rng.weighted(kinds) : null };
  }

  function work(request: WireRequest, sent: TransportRequest, copy: boolean): HttpReply {
    const tenant = parts.tenants.get(request.origin);
    if (tenant === undefined) throw new Error(`no tenant at ${request.origin}`);
    if (!copy) parts.watch.working(request);
    const { reply, effects } = tenant.respond({
      method: sent.method,
      url: `${sent.url.pathname}${sent.url.search}`,
      headers: sent.headers,
      body: sent.body ?? '',
      sourceIp: '198.51.100.1',
    });
    if (copy) {
      parts.watch.copied(effects);
      return reply;
    }
    request.workedAt = time.now;
    request.effects = effects;
    request.workedStatus = reply.status;
    request.workedBody = reply.body ?? '';
    log.note(
      time.now,
      () =>
        `    ${request.n} worked ${reply.status} ${effects.map((e) => `${e.effect}(${e.subjects.join(' ')})`).join(' ')}`,
    );
    parts.watch.worked(request);
    return reply;
  }

  function send(
    sender: { readonly name: string; readonly life: number; readonly alive: () => boolean },
    sent: TransportRequest,
  ): ReturnType<Transport['send']> {
    if (!sender.alive()) return never();
    if (sent.signal.aborted) return Promise.reject(new TransportFailure('ROLEBOOK_ABORTED', false));
    const operation = wireOperationOf(sent.method, sent.url);
    const { rng, fault } = draw(sender.name, operation);
    const request: WireRequest = {
      n: requests.length + 1,
      sender: sender.name,
      life: sender.life,
      operation,
      method: sent.method,
      origin: sent.url.origin,
      path: `${sent.url.pathname}${sent.url.search}`,
      body: sent.body,
      sentAt: time.now,
      fault,
      workedAt: null,
      effects: [],
      workedStatus: null,
      workedBody: '',
      endedAt: null,
      status: null,
      told: false,
    };
    requests.push(request);
    flying.add(request);
    log.note(
      time.now,
      () => `${sender.name} ${request.n} ${sent.method} ${request.path}${fault === null ? '' : ` ~${fault}`}`,
    );
    parts.watch.sent(request, sent.headers);

    // Whoever is there is not of this world: the request was looked at, and nobody answers.
    if (!parts.tenants.has(request.origin)) return never();
    return new Promise((resolve, reject) => {
      const undo: (() => void)[] = [];
      const end = (reply: HttpReply | null, failure: TransportFailure | null): void => {
        if (!flying.delete(request)) return;
        for (const each of undo) each();
        request.endedAt = time.now;
        request.status = reply?.status ?? null;
        if (!sender.alive()) return;
        log.note(
          time.now,
          () => `${sender.name} ${request.n} ${reply === null ? (failure?.code ?? '') : reply.status}`,
        );
        parts.watch.ended(request, reply);
        if (failure !== null) {
          reject(failure);
          return;
        }
        if (reply === null) throw new Error('neither reply nor failure');
        const headers = new Map(
          Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value]),
        );
        // As every server says it; with a date to wait for, the fault has its own idea of the time.
        if (!headers.has('retry-after') && !headers.has('date'))
          headers.set('date', new Date(parts.epoch + time.now).toUTCString());
        resolve({
          status: reply.status,
          header: (name) => headers.get(name) ?? null,
          body: new TextEncoder().encode(reply.body ?? '').buffer,
        });
      };
      const fail = (code: string, mayHaveArrived: boolean): void =>
        end(null, new TransportFailure(code, mayHaveArrived));
      const later = (milliseconds: number, run: () => void): void =>
        void undo.push(time.after(milliseconds, run));
      const onAbort = (): void => fail('ROLEBOOK_ABORTED', true);
      sent.signal.addEventListener('abort', onAbort, { once: true });
      undo.push(() => sent.signal.removeEventListener('abort', onAbort));
      later(sent.totalTimeoutMs, () => fail('ROLEBOOK_TIMEOUT', true));

      const there = rng.between(3, 120);
      const back = rng.between(3, 120);
      // What has left arrives, whatever becomes of the sender: it is not undone with the rest.
      const arrive = (delay: number, run: () => void): void => void time.after(delay, run);
      switch (fault) {
        case 'refused':
          later(rng.between(1, 30), () => fail('ECONNREFUSED', false));
          return;
        case 'lost-before':
          later(there, () => fail('ECONNRESET', true));
          return;
        case 'timeout':
          return;
        case 'timeout-applied':
          arrive(there, () => work(request, sent, false));
          return;
        case 'late':
          arrive(sent.totalTimeoutMs + rng.between(100, 20_000), () => work(request, sent, false));
          return;
        default:
      }
      const applied = fault === null || goesThrough(fault, rng);
      arrive(there, () => {
        const own = applied ? work(request, sent, false) : null;
        if (fault === 'duplicated') arrive(rng.between(1, 200), () => work(request, sent, true));
        if (fault === 'reply-lost') later(back, () => fail('ECONNRESET', true));
        else if (fault === 'cut') later(back, () => fail('ROLEBOOK_CUT', true));
        else if (fault === 'huge') later(back, () => fail('ROLEBOOK_TOO_LARGE', true));
        else {
          const instead = fault === null ? null : faultyReply(fault, own, parts.epoch + time.now, rng);
          const reply = instead ?? own;
          later(back + (fault === 'slow' ? rng.between(5_000, 50_000) : 0), () => {
            request.told = instead === null;
            if (reply !== null) end(reply, null);
          });
        }
      });
    });
  }

  return {
    weather: parts.weather,
    requests,
    link,
    transportFor: (sender) => ({ send: (request) => send(sender, request), close: () => {} }),
    inFlight(sender, life, operation) {
      let count = 0;
      for (const request of flying)
        if (
          request.sender === sender &&
          request.life === life &&
          (operation ?? request.operation) === request.operation
        )
          count += 1;
      return count;
    },
    inFlightWrites(sender, life) {
      let count = 0;
      for (const request of flying)
        if (request.sender === sender && request.life === life && writes.has(request.operation)) count += 1;
      return count;
    },
  };
}

function goesThrough(fault: FaultName, rng: Seeded): boolean {
  const { applied } = faultNamed(fault);
  return applied === 'yes' || (applied === 'maybe' && rng.chance(0.5));
}
