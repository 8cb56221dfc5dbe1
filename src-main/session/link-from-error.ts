import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import type { LinkState } from './tenant-session.ts';

/**
 * How a session stands after a failure, or null when the failure says nothing of it (the tenant answered, and not
 * about the sign-in). A renewal that failed for want of a network is offline, never a sign-out (I11). Pure.
 */
export function linkFromError(error: ErrorBody): LinkState['link'] | null {
  switch (error.kind) {
    case 'network':
      return 'offline';
    case 'not-a-tenant':
      return 'not-a-tenant';
    case 'auth':
      return error.reason === 'sign-in-renewed' ? null : 'needs-sign-in';
    default:
      return null;
  }
}

/** The same for a failed attempt to get online: whatever failed, we are not online now. Pure. */
export function linkAfterAttempt(error: ErrorBody): LinkState['link'] {
  if (error.kind === 'unavailable') return 'not-a-tenant';
  return linkFromError(error) ?? 'offline';
}

/** Whether trying again by itself makes sense: a wrong secret does not get better, a captive portal does. Pure. */
export function reconnects(link: LinkState['link'], error: ErrorBody): boolean {
  if (link === 'offline') return true;
  return link === 'not-a-tenant' && error.kind === 'not-a-tenant';
}

const reconnectCapMs = 5 * 60_000;

/** Milliseconds before attempt number `attempt` (from 1): full jitter under a ceiling of 2, 4, 8 … 300 seconds. Pure. */
export function reconnectDelay(attempt: number, below: (bound: number) => number): number {
  return below(Math.min(reconnectCapMs, 1000 * 2 ** Math.min(attempt, 20)) + 1);
}
