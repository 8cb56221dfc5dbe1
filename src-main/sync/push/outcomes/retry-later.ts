import type { Change } from '../../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import type { Random } from '../../../../src-shared/ports/random.ts';
import { mostAttempts, pauseOf, retryDelay } from '../backoff.ts';
import { type Ending, ending } from '../outcome.ts';

/**
 * Nothing was done, and it may go better later (429, a pause the tenant asked for). After too many of these in a row the
 * change is set aside, so that a poisoned one cannot keep the tenant busy (rule 8); one whose outcome is open is never set
 * aside, it goes on being read.
 */
export function retryLater(
  change: Pick<Change, 'attempts' | 'state' | 'error'>,
  error: ErrorBody,
  random: Pick<Random, 'below'>,
): Ending {
  const attempts = change.attempts + 1;
  const pauseMs = pauseOf(error.retryAfterSeconds);
  const more = { pauseMs, reason: error.reason };
  // While its outcome is open, that is what is told of it.
  const patch = change.state === 'unknown' ? { attempts } : { attempts, error };
  if (attempts >= mostAttempts && change.state !== 'unknown') {
    return ending('retry-later', 'gave-up', 'failed', { ...more, patch: { ...patch, nextAt: null } });
  }
  return ending('retry-later', 'postponed', 'failed', {
    ...more,
    patch,
    retryMs: retryDelay(attempts, error.retryAfterSeconds, random),
  });
}
