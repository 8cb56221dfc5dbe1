import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import { type Ending, ending } from '../outcome.ts';

/** Refused for good (400, 412, 422, not offered): sending it again would change nothing (rule 10). */
export function refused(error: ErrorBody): Ending {
  return ending('refused', 'refused', 'failed', { patch: { error, nextAt: null }, reason: error.reason });
}
