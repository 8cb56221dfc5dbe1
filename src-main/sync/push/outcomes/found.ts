import { doneEnding, type Ending, resultOf } from '../outcome.ts';

/** The reply was lost, but the tenant shows that it was done. */
export function found(more: Parameters<typeof resultOf>[1] = {}): Ending {
  const note = 'The reply was lost; the tenant shows that it was done';
  return doneEnding('found', resultOf('found', { note, ...more }));
}
