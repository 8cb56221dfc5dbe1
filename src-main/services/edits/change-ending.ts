import type { Change, Conflict } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

const kindOfConflict = (kind: Conflict['kind']): ErrorBody['kind'] => {
  if (kind === 'right-lost') return 'not-permitted';
  return kind === 'password-not-received' ? 'tenant' : 'conflict';
};

const hints: Readonly<Partial<Record<Conflict['kind'], string>>> = {
  'email-taken': 'Give the access rules to the existing account instead.',
  'password-not-received': 'Reset the password to get a new one.',
};

/** Why a change stands where it stands, as an error that may be shown; null where nothing is wrong. */
export function whyOf({ error, conflict }: Change): ErrorBody | null {
  if (conflict === null) return error;
  return new RolebookError({
    kind: kindOfConflict(conflict.kind),
    origin: 'cloud',
    reason: conflict.kind,
    message: conflict.message,
    hint: error?.hint ?? hints[conflict.kind] ?? 'Decide it under Changes.',
    status: error?.status ?? null,
  }).body;
}

/** Whether a change waits for nothing but its turn, or for the connection. */
export const isWaiting = ({ state }: Change): boolean => state === 'pending' || state === 'sending';
