import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

/**
 * An edit is about something that was only made here when it was looked at, and no open change makes it any more: it is at the
 * tenant by now, and shows under the tenant's own number in a moment, or it was taken back. Nothing could be planned on it.
 */
export function changedJustNow(what: string): RolebookError {
  return new RolebookError({
    kind: 'conflict',
    origin: 'main',
    reason: 'changed-just-now',
    retryable: true,
    message: `${what} has changed just now, so nothing was saved.`,
    hint: 'Look at what is there in a moment, then do it again.',
  });
}
