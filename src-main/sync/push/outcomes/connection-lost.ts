import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import { type Ending, ending } from '../outcome.ts';

/**
 * Nobody answers, somebody else does, or the sign-in is refused: that says nothing of the change, which stays as it was
 * (reliability §3.2, rule 9). The push ends until the connection is back.
 */
export function connectionLost(error: ErrorBody): Ending {
  return ending('connection-lost', 'postponed', 'failed', { endsRun: error, reason: error.reason });
}
