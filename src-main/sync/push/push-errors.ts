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

/** It names something made here that has no id of the tenant. */
export function unresolved(): RolebookError {
  return new RolebookError({
    kind: 'internal',
    origin: 'main',
    reason: 'local-id-unknown',
    message: 'It is about something that was made here and that the tenant never got.',
    hint: 'Take it back and make it again.',
  });
}

/** The event history tells of what no list shows. */
export function notShownYet(): RolebookError {
  return new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'not-shown-yet',
    message: 'The tenant made it and does not show it yet.',
  });
}

/** A name is taken, and nobody is shown who has it. */
export function takenUnseen(name: string): RolebookError {
  return new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'taken-unseen',
    message: `The tenant says that ${name} is there already, and does not show it.`,
    hint: 'An earlier reply to this change was lost: it may be what was made then, or somebody you may not see.',
  });
}
