import type { Change } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { OutboxCommit } from '../../db/outbox.ts';
import { endedRows } from './journal-rows.ts';
import { nextState } from './next-state.ts';

/**
 * The commit for changes that are `sending` though nobody is sending them: the app ended in the middle, and whether they
 * arrived is open (I5, finding 6). Null where there are none. Pure.
 */
export function recovered(idle: readonly Change[], actor: string): OutboxCommit | null {
  const interrupted = idle.filter(({ state }) => state === 'sending');
  if (interrupted.length === 0) return null;
  const { body: error } = new RolebookError({
    kind: 'internal',
    origin: 'main',
    reason: 'outcome-unknown',
    message: 'Rolebook ended while this was being sent; the tenant may have done it.',
    hint: 'Rolebook looks at the tenant before anything is sent again.',
  });
  return {
    steps: interrupted.map(({ id, state }) => ({
      id,
      from: [state],
      patch: { state: nextState(state, 'lost'), error, nextAt: null },
    })),
    journal: interrupted.flatMap((change) =>
      endedRows(actor, change, change.edit, { journal: 'unknown', reason: 'interrupted', patch: {} }, null),
    ),
  };
}
