import type { HttpReply } from '../../../src-main/demo-tenant/http/messages.ts';
import type { Disk } from '../world/disk.ts';
import type { WireRequest } from '../world/wire.ts';
import type { Verdict } from './violation.ts';

/** Knows every secret there is in the world, and where each may be. */
export interface SecretWatch {
  worked(request: WireRequest): void;
  ended(request: WireRequest, reply: HttpReply | null): void;
  taken(disk: Disk, secret: string): void;
  /** None of them is in a text (I15). */
  notIn(what: string, text: string): void;
  /** Whether the secret that a request brought was handed over (I18). */
  wasTaken(request: WireRequest): boolean;
  /** Requests of a disk whose secret reached the app whole. */
  readonly received: ReadonlySet<WireRequest>;
}

const secretMembers =
  /"(?:tempPassword|clientSecret|secret|access_token|accessToken|refresh_token|refreshToken|id_token|idToken)":"((?:[^"\\]|\\.)+)"/g;

/** Makes one. */
export function createSecretWatch(verdict: Verdict): SecretWatch {
  const issued = new Map<string, WireRequest>();
  const takenOnce = new Set<string>();
  const received = new Set<WireRequest>();

  const secretsIn = (request: WireRequest): readonly string[] => {
    // Most replies have none, and lists are long.
    if (!/[tT]oken|Password|[sS]ecret/.test(request.workedBody)) return [];
    return [...request.workedBody.matchAll(secretMembers)].map(
      ([, value]) => JSON.parse(`"${value ?? ''}"`) as string,
    );
  };
  const handedOver = (request: WireRequest): string | undefined =>
    ['create-user', 'reset-password', 'create-account', 'rotate-account'].includes(request.operation)
      ? secretsIn(request)[0]
      : undefined;

  return {
    received,
    worked(request) {
      if (request.workedStatus !== null && request.workedStatus < 300)
        for (const secret of secretsIn(request)) issued.set(secret, request);
    },
    ended(request, reply) {
      if (request.told && reply !== null && reply.status < 300 && handedOver(request) !== undefined)
        received.add(request);
    },
    taken(disk, secret) {
      const request = issued.get(secret);
      if (request === undefined)
        verdict.fail('I18', `${disk.binding} shows a secret that the tenant never issued`);
      else if (takenOnce.has(secret))
        verdict.fail('I18', `${disk.binding} shows a secret twice (request ${request.n})`);
      takenOnce.add(secret);
    },
    notIn(what, text) {
      for (const [secret, { operation, n }] of issued)
        if (text.includes(secret))
          verdict.fail('I15', `${what} holds the secret of request ${n} (${operation})`);
    },
    wasTaken: (request) => takenOnce.has(handedOver(request) ?? ''),
  };
}
