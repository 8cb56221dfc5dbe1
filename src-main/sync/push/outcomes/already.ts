import { doneEnding, type Ending, resultOf } from '../outcome.ts';

/** It was so before: a rule that is there already, a switch that stands as wanted. */
export function already(note: string, more: Parameters<typeof resultOf>[1] = {}): Ending {
  return doneEnding('already', resultOf('already', { ...more, note }));
}
