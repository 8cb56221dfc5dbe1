import { doneEnding, type Ending, resultOf } from '../outcome.ts';

/** Deleting what is gone is done (reliability §3.2, rule 5). */
export function goneIsDone(): Ending {
  return doneEnding('gone-is-done', resultOf('already', { note: 'It was gone already' }));
}
