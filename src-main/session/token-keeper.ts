import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Grant, IssuedToken } from '../cloud/token-call.ts';
import type { TokenSource } from '../cloud/token-source.ts';

/** Renew so long before a token ends (tenant-api §3.1). */
const marginMs = 60_000;

/** What a token keeper works with. */
export interface TokenKeeperDeps {
  readonly clock: Pick<Clock, 'monotonic'>;
  /** The token call. */
  readonly request: (grant: Grant) => Promise<IssuedToken>;
  /** The lasting means of sign-in, or null where none are kept. */
  readonly means: () => Promise<Grant | null>;
  readonly onIssued?: (token: IssuedToken) => void;
}

/** Holds the one token of a session, in memory only. */
export interface TokenKeeper extends TokenSource {
  /** Drops token and refresh token, e.g. before another secret is tried. */
  forget(): void;
}

/**
 * A token with its renewal in single flight: however many calls find it spent, one request is made (I11). Lifetimes
 * are counted from the reply on a clock that never jumps; two machines' clocks are not compared. A refresh token
 * goes first where there is one; refused, it is dropped and the lasting means are used. A failure changes nothing:
 * the old token stays for whoever still likes it.
 */
export function createTokenKeeper(deps: TokenKeeperDeps): TokenKeeper {
  let current: { access: string; goodUntil: number } | null = null;
  let refresh: string | null = null;
  let flight: Promise<string> | null = null;
  let generation = 0;

  const take = (issued: IssuedToken, ofGeneration: number): string => {
    if (ofGeneration !== generation) return issued.access;
    const life = issued.lifeSeconds === null ? Number.POSITIVE_INFINITY : issued.lifeSeconds * 1000;
    current = {
      access: issued.access,
      goodUntil: deps.clock.monotonic() + life - Math.min(marginMs, life / 2),
    };
    refresh = issued.refresh ?? refresh;
    deps.onIssued?.(issued);
    return issued.access;
  };

  async function obtain(): Promise<string> {
    const mine = generation;
    if (refresh !== null) {
      const spent = refresh;
      try {
        return take(await deps.request({ type: 'refresh', refreshToken: spent }), mine);
      } catch (error) {
        // Refused, or nobody knows whether it was spent: either way it is no longer worth anything.
        if (refresh === spent) refresh = null;
        if (!isRefusal(error)) throw error;
      }
    }
    const grant = await deps.means();
    if (grant === null) throw signInNeeded();
    return take(await deps.request(grant), mine);
  }

  const renewed = (): Promise<string> => {
    if (flight !== null) return flight;
    const started = obtain().finally(() => {
      if (flight === started) flight = null;
    });
    flight = started;
    return started;
  };

  const isGood = (): boolean => current !== null && deps.clock.monotonic() < current.goodUntil;

  return {
    token: async () => (current !== null && isGood() ? current.access : renewed()),
    async renew(failed) {
      if (current !== null && current.access !== failed && isGood()) return current.access;
      return renewed();
    },
    forget() {
      generation += 1;
      current = null;
      refresh = null;
      flight = null;
    },
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof RolebookError && (error.body.kind === 'auth' || error.body.kind === 'input');
}

function signInNeeded(): RolebookError {
  return new RolebookError({
    kind: 'auth',
    origin: 'main',
    reason: 'sign-in-needed',
    message: 'The sign-in has ended.',
    hint: 'Sign in again; everything pulled so far stays readable.',
  });
}
