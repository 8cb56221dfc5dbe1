import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import { conflictEnding, type Ending } from '../outcome.ts';

/** The tenant does not let the signed-in account do it (403): rights may come back, by somebody who has them. */
export function rightLost(error: ErrorBody): Ending {
  return conflictEnding(
    'right-lost',
    {
      kind: 'right-lost',
      message: error.message,
      fields: [],
      choices: ['try-again', 'take-theirs'],
      existingId: null,
    },
    { error },
  );
}
