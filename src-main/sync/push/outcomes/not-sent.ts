import { type Ending, ending } from '../outcome.ts';

/** It was written down as `sending`, but before it had its place on the wire the push came to an end or to a pause. */
export function notSent(): Ending {
  return ending('not-sent', 'postponed', 'failed');
}
