import type { ErrorBody } from '../../src-shared/errors/error-body.ts';

/**
 * A failure known first in the window: the call is missing, the connection to the main process broke, or a screen
 * could not be drawn. All three are bugs, so the words are the same.
 */
export function windowFailure(reason: 'call-missing' | 'call-broken' | 'render-failed'): ErrorBody {
  return {
    kind: 'internal',
    origin: 'window',
    reason,
    retryable: reason === 'call-broken',
    message: 'Something went wrong inside Rolebook.',
    hint: 'Nothing was lost. Try again; if it comes back, restart Rolebook.',
    status: null,
    retryAfterSeconds: null,
  };
}
