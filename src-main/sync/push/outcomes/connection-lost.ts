import type { Change } from '../../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import type { Random } from '../../../../src-shared/ports/random.ts';
import { mostAttempts, retryDelay } from '../backoff.ts';
import { type Ending, ending } from '../outcome.ts';

/**
 * Nobody answers, somebody else does, or the sign-in is refused: that says nothing of the change, which stays as it was
 * (reliability §3.2, rule 9). The push ends until the connection is back. Only where this very request got such an answer does
 * it count as a try: a firewall that dislikes one change must not hold up the others for ever (rule 8).
 */
export function connectionLost(
  change: Pick<Change, 'attempts' | 'state'>,
  error: ErrorBody,
  random: Pick<Random, 'below'>,
): Ending {
  const more = { endsRun: error, reason: error.reason };
  if (change.state !== 'sending' || error.status === null)
    return ending('connection-lost', 'postponed', 'failed', more);
  const attempts = change.attempts + 1;
  if (attempts >= mostAttempts)
    return ending('connection-lost', 'gave-up', 'failed', {
      ...more,
      patch: { attempts, error, nextAt: null },
    });
  return ending('connection-lost', 'postponed', 'failed', {
    ...more,
    patch: { attempts },
    retryMs: retryDelay(attempts, null, random),
  });
}
