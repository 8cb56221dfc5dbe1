import type { Conflict } from '../../../../src-shared/domain/change.ts';
import { conflictEnding, type Ending } from '../outcome.ts';

/** A rule of ours stands against it by now (V20–V25): the last administrator, oneself, the actor's own rights. */
export function guarded(conflict: Conflict): Ending {
  return conflictEnding('guard', conflict);
}
