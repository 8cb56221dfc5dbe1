import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

/** A query that makes no sense: unknown column, or an operation or value that does not go with it. */
export function badQuery(reason: string, message: string): RolebookError {
  return new RolebookError({
    kind: 'input',
    origin: 'db',
    reason,
    message,
    hint: 'Remove that filter or sort.',
  });
}
