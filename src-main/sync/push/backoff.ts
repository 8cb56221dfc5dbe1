import type { Random } from '../../../src-shared/ports/random.ts';

/** Tries in a row before a change is given up until the admin looks (I12, I13). */
export const mostAttempts = 8;

const baseMs = 1_000;
const capMs = 5 * 60_000;
/** A tenant that asks for more is asked again after a day: a date of another century must not silence us for good. */
const longestPauseMs = 24 * 60 * 60_000;

/**
 * Milliseconds before a change is tried again after `attempts` failures (from 1): full jitter under a ceiling of 1, 2, 4 …
 * 300 seconds, on top of what the tenant asked for.
 */
export function retryDelay(
  attempts: number,
  retryAfterSeconds: number | null,
  random: Pick<Random, 'below'>,
): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(attempts - 1, 20));
  return pauseOf(retryAfterSeconds) + random.below(ceiling + 1);
}

/** Milliseconds for which the tenant asked the whole queue to wait. */
export function pauseOf(retryAfterSeconds: number | null): number {
  return Math.min(longestPauseMs, Math.max(0, Math.ceil((retryAfterSeconds ?? 0) * 1000)));
}

/**
 * Milliseconds left until `at` by the wall clock, for a time that an earlier run wrote down at `since`. A clock that was set
 * back must not turn seconds into hours, so it is never more than was to be waited then, never more than a day and never
 * less than nothing.
 */
export function remaining(at: string, since: string, now: number): number {
  const whole = Date.parse(at) - Date.parse(since);
  const left = Date.parse(at) - now;
  return Number.isFinite(whole) && Number.isFinite(left)
    ? Math.max(0, Math.min(longestPauseMs, whole, left))
    : 0;
}
