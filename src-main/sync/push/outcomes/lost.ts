import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import { pauseOf } from '../backoff.ts';
import { type Ending, ending } from '../outcome.ts';

/** It may have been done; the reply never came. The tenant is read next, nothing is sent (reliability finding 6). */
export function lost(error: ErrorBody): Ending {
  const pauseMs = pauseOf(error.retryAfterSeconds);
  return ending('lost', 'lost', 'unknown', { patch: { error, nextAt: null }, pauseMs, retryMs: pauseMs });
}
