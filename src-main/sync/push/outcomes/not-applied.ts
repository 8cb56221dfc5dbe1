import type { Change } from '../../../../src-shared/domain/change.ts';
import type { Random } from '../../../../src-shared/ports/random.ts';
import { mostAttempts, retryDelay } from '../backoff.ts';
import { type Ending, ending } from '../outcome.ts';

/**
 * The reply was lost, and the tenant shows that nothing was done: it may be sent, as if for the first time. The error stays
 * with it, so that a later "it is there already" is understood as the late effect of the lost call.
 */
export function notApplied(change: Pick<Change, 'attempts'>, random: Pick<Random, 'below'>): Ending {
  const attempts = change.attempts + 1;
  if (attempts >= mostAttempts)
    return ending('not-applied', 'gave-up', 'failed', { patch: { attempts, nextAt: null } });
  return ending('not-applied', 'not-applied', 'failed', {
    patch: { attempts },
    retryMs: retryDelay(attempts, null, random),
  });
}
