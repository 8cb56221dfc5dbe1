import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { quotable } from './wire/error-wire.ts';

type Fields = Pick<ErrorBody, 'kind' | 'reason' | 'retryable' | 'message' | 'hint'>;

function fieldsOf(status: number, said: string | null): Fields {
  const words = said === null || said === '' ? '' : ` It says: “${quotable(said)}”`;
  const fields = (
    kind: Fields['kind'],
    reason: string,
    retryable: boolean,
    message: string,
    hint: string,
  ): Fields => ({
    kind,
    reason,
    retryable,
    message: `${message}${words}`,
    hint,
  });
  switch (status) {
    case 401:
      return fields(
        'auth',
        'signed-out',
        false,
        'The tenant no longer accepts this sign-in.',
        'Sign in again.',
      );
    case 403:
      return fields(
        'not-permitted',
        'not-permitted',
        false,
        'The signed-in account may not do this.',
        'Ask an administrator of the tenant for the right, or sign in as somebody who has it.',
      );
    case 404:
    case 410:
      return fields(
        'not-found',
        'not-found',
        false,
        'The tenant has no such thing (any more).',
        'Sync to see what is there now.',
      );
    case 405:
    case 501:
      return fields(
        'unavailable',
        'not-offered',
        false,
        'This tenant’s version does not offer that.',
        'A newer version of the tenant may.',
      );
    case 408:
      return fields('tenant', 'tenant-timeout', true, 'The tenant gave up waiting.', 'Try again.');
    case 409:
      return fields(
        'conflict',
        'already-exists',
        false,
        'The tenant already has it.',
        'Sync to see what is there now.',
      );
    case 429:
      return fields(
        'tenant',
        'too-many-requests',
        true,
        'The tenant asks for a pause.',
        'Try again in a moment.',
      );
    case 503:
      return fields(
        'tenant',
        'tenant-unavailable',
        true,
        'The tenant is not available right now.',
        'Try again in a moment.',
      );
    default:
      if (status >= 500)
        return fields(
          'tenant',
          'tenant-failed',
          true,
          'The tenant failed to do this.',
          'Try again in a moment; nothing of yours is lost.',
        );
      return fields(
        'input',
        'refused-input',
        false,
        'The tenant does not accept this.',
        'Change what it names and try again.',
      );
  }
}

/**
 * A refusal with a known status as an error of ours (statuses of tenant-api §2). `said` is the tenant's own text
 * from its envelope, or null; it is quoted, cut and freed of control characters.
 */
export function statusError(
  status: number,
  said: string | null,
  retryAfterSeconds: number | null = null,
): RolebookError {
  return new RolebookError({ ...fieldsOf(status, said), origin: 'cloud', status, retryAfterSeconds });
}
