import type { ChangeResult } from '../../../../src-shared/domain/change.ts';
import { doneEnding, type Ending, resultOf } from '../outcome.ts';

/** The tenant did it and said so. */
export function done(more: Parameters<typeof resultOf>[1] = {}, how: ChangeResult['how'] = 'done'): Ending {
  return doneEnding('done', resultOf(how, more));
}
