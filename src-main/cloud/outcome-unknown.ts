import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** The reason of {@link outcomeUnknown}, for whoever has to tell it from other failures. */
export const OUTCOME_UNKNOWN = 'outcome-unknown';

/**
 * A call that changes something may have been applied although no usable reply came (reliability finding 6). It is
 * a state to be resolved by reading the tenant, never by sending again.
 */
export function outcomeUnknown(cause: RolebookError): RolebookError {
  return new RolebookError(
    {
      kind: cause.body.kind === 'network' ? 'network' : 'tenant',
      origin: 'cloud',
      reason: OUTCOME_UNKNOWN,
      retryable: false,
      message: 'The tenant may have done this, but its answer was lost.',
      hint: 'Nothing is sent twice by itself. Sync first to see whether it happened.',
      status: cause.body.status,
      retryAfterSeconds: cause.body.retryAfterSeconds,
    },
    { cause },
  );
}

/**
 * Whether a refusal leaves open if the call was applied. Gateways answer 5xx also when the tenant behind them
 * finished the work, and a success whose body cannot be understood is still a success; 501 never did anything.
 */
export function leavesOutcomeOpen(error: RolebookError): boolean {
  const { status } = error.body;
  if (status === null) return false;
  return (
    status === 408 || (status >= 500 && status !== 501 && status !== 511) || (status >= 200 && status < 300)
  );
}
