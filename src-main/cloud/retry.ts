import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Random } from '../../src-shared/ports/random.ts';

/** How patient a client is. Times in milliseconds. */
export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
  /** A Retry-After above this is handed to the caller instead of waited for. */
  readonly patienceMs: number;
  /** Repetitions in hand at the start, and how many a success earns back (never above the start). */
  readonly budget: number;
  readonly earned: number;
}

/** Three repetitions within a few seconds; at most half a repetition per success in the long run (I13). */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 4,
  baseMs: 250,
  capMs: 8_000,
  patienceMs: 60_000,
  budget: 20,
  earned: 0.5,
};

/** What a client may still spend on repetitions, so that a failing tenant is not stormed. */
export interface RetryBudget {
  spend(): boolean;
  earn(): void;
}

/** A {@link RetryBudget} by the policy's figures. */
export function createRetryBudget(policy: Pick<RetryPolicy, 'budget' | 'earned'>): RetryBudget {
  let left = policy.budget;
  return {
    spend() {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    earn() {
      left = Math.min(policy.budget, left + policy.earned);
    },
  };
}

/**
 * Milliseconds to wait before the next try, or null when there is to be none. `attempt` counts tries made.
 * Exponential with full jitter; a Retry-After is the least that is waited.
 */
export function retryDelay(
  error: Pick<ErrorBody, 'retryable' | 'kind' | 'retryAfterSeconds'>,
  attempt: number,
  policy: RetryPolicy,
  random: Pick<Random, 'below'>,
): number | null {
  if (!error.retryable || error.kind === 'cancelled' || attempt >= policy.attempts) return null;
  const asked = (error.retryAfterSeconds ?? 0) * 1000;
  if (asked > policy.patienceMs) return null;
  const ceiling = Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1));
  return asked + random.below(ceiling + 1);
}

/** Resolves after so many milliseconds, or at once when the signal says stop (look at it then). */
export function pause(clock: Pick<Clock, 'after'>, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      undo();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const undo = clock.after(milliseconds, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
