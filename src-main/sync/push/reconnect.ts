import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { retryDelay } from './backoff.ts';
import type { PushDeps } from './push-deps.ts';

/** When the push tries again by itself after it met nobody, should nobody call it before (I12). */
export interface Reconnect {
  failed(error: ErrorBody): void;
  arrived(): void;
  /** Milliseconds left; null when it waits for nothing, or for somebody to call it. */
  wait(): number | null;
  why(): string;
}

/** Kinds of trouble that pass by themselves; a sign-in or a choice of the user does not. */
const passing: readonly ErrorBody['kind'][] = ['network', 'not-a-tenant', 'storage'];

/** Makes a {@link Reconnect}. */
export function createReconnect({ clock, random }: Pick<PushDeps, 'clock' | 'random'>): Reconnect {
  let failures = 0;
  let until: number | null = null;
  let problem = '';
  return {
    failed(error) {
      // Whoever ends it calls, so an earlier trouble's time says nothing any more.
      if (!passing.includes(error.kind) || error.reason === 'working-offline') {
        until = null;
        return;
      }
      failures += 1;
      problem = error.message;
      until = clock.monotonic() + 1 + retryDelay(failures + 1, error.retryAfterSeconds, random);
    },
    arrived() {
      failures = 0;
      until = null;
    },
    wait: () => (until === null ? null : Math.max(0, until - clock.monotonic())),
    why: () => problem,
  };
}
