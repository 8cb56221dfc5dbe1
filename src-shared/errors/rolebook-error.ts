import type { ErrorBody } from './error-body.ts';

/** The fields a thrower has to give; the rest have safe defaults. */
export type ErrorInput = Pick<ErrorBody, 'kind' | 'origin' | 'reason' | 'message'> & Partial<ErrorBody>;

/** An expected failure. Anything else that is thrown is a bug. */
export class RolebookError extends Error {
  override readonly name = 'RolebookError';
  readonly body: ErrorBody;

  constructor(input: ErrorInput, options?: { cause?: unknown }) {
    super(input.message, options);
    this.body = {
      retryable: false,
      hint: null,
      status: null,
      retryAfterSeconds: null,
      ...input,
    };
  }
}
