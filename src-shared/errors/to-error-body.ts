import type { ErrorBody } from './error-body.ts';
import { RolebookError } from './rolebook-error.ts';

/**
 * Any thrown value as an error body that may be shown. A foreign exception becomes `internal` without its
 * text, because a text we did not write could hold a secret.
 */
export function toErrorBody(thrown: unknown): ErrorBody {
  if (thrown instanceof RolebookError) return thrown.body;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return {
      kind: 'cancelled',
      origin: 'main',
      reason: 'cancelled',
      retryable: true,
      message: 'Stopped before it was finished.',
      hint: null,
      status: null,
      retryAfterSeconds: null,
    };
  }
  return {
    kind: 'internal',
    origin: 'main',
    reason: 'unexpected',
    retryable: false,
    message: 'Something went wrong that should not have.',
    hint: 'Nothing was lost. Try again; if it comes back, send the log from Settings.',
    status: null,
    retryAfterSeconds: null,
  };
}
