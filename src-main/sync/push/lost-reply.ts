import type { Change, ChangeError } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { OUTCOME_UNKNOWN } from '../../cloud/outcome-unknown.ts';

/**
 * The lost reply of a change, however long ago: a later "it is there already" may be its own late effect, with a secret
 * that nobody received (I18). Null where every reply so far came.
 */
export function lostReplyOf({ error }: Pick<Change, 'error'>): ErrorBody | null {
  if (error === null) return null;
  const { afterLost, ...body } = error;
  return body.reason === OUTCOME_UNKNOWN ? body : (afterLost ?? null);
}

/** A new error of a change, or none, such that a lost reply before it is not forgotten. Pure. */
export function keepingLost(change: Pick<Change, 'error'>, error: ErrorBody | null): ChangeError | null {
  const afterLost = lostReplyOf(change);
  if (error === null || afterLost === null || error.reason === OUTCOME_UNKNOWN) return error ?? afterLost;
  return { ...error, afterLost };
}
