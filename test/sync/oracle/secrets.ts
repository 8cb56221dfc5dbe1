import type { HttpReply } from '../../../src-main/demo-tenant/http/messages.ts';
import type { Disk } from '../world/disk.ts';
import type { WireRequest } from '../world/wire.ts';
import { createNeedles } from './needles.ts';
import type { Verdict } from './violation.ts';

/** Knows every secret there is in the world, and where each may be. */
export interface SecretWatch {
  worked(request: WireRequest): void;
  ended(request: WireRequest, reply: HttpReply | null): void;
  taken(disk: Disk, secret: string): void;
  /** None of them is in any of these (I15). */
  notIn(places: Iterable<readonly [what: string, content: string | Uint8Array]>): void;
  /** Whether the secret that a request brought was handed over (I18). */
  wasTaken(request: WireRequest): boolean;
  /** Requests of a disk whose secret reached the app whole. */
  readonly received: ReadonlySet<WireRequest>;
}

const secretMembers =
  /"(?:tempPassword|clientSecret|secret|access_token|accessToken|refresh_token|refreshToken|id_token|idToken)":"((?:[^"\\]|\\.)+)"/g;

/** What the tenant shows in the place of a secret that it does not tell. */
const masked = /^\*+$/;

/** Makes one. */
export function createSecretWatch(verdict: Verdict): SecretWatch {
  const issued = new Map<string, WireRequest>();
  const takenOnce = new Set<string>();
  const received = new Set<WireRequest>();

  const secretsIn = (request: WireRequest): readonly string[] => {
    // Most replies have none, and lists are long.
    if (!/[tT]oken|Password|[sS]ecret/.test(request.workedBody)) return [];
    return [...request.workedBody.matchAll(secretMembers)]
      .map(([, value]) => JSON.parse(`"${value ?? ''}"`) as string)
      .filter((secret) => !masked.test(secret));
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
    notIn(places) {
      const needles = createNeedles(issued.keys());
      for (const [what, content] of places) {
        const secret = needles.foundIn(typeof content === 'string' ? Buffer.from(content) : content);
        const request = secret === null ? undefined : issued.get(secret);
        if (request !== undefined)
          verdict.fail('I15', `${what} holds the secret of request ${request.n} (${request.operation})`);
      }
    },
    wasTaken: (request) => takenOnce.has(handedOver(request) ?? ''),
  };
}
