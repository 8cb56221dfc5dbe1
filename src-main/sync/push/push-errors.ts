import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

/** Nothing begins any more. */
export function closing(): RolebookError {
  return new RolebookError({
    kind: 'cancelled',
    origin: 'main',
    reason: 'session-closed',
    message: 'This tenant is being closed.',
  });
}

/** Somebody asks for a change that is not in this outbox. */
export function unknownChange(): RolebookError {
  return new RolebookError({
    kind: 'not-found',
    origin: 'main',
    reason: 'change-unknown',
    message: 'There is no such change.',
  });
}
