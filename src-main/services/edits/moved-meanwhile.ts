import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { NewChange } from '../../db/outbox.ts';
import type { EditRoom } from './edit-room.ts';

type Ledger = Pick<EditRoom, 'outbox'>;

function refusal(reason: string, message: string, hint: string): RolebookError {
  return new RolebookError({ kind: 'conflict', origin: 'main', reason, retryable: true, message, hint });
}

const lookAgain = 'Look at what is there now, then do it again.';

const onTheWire = (edit: Edit): RolebookError =>
  refusal(
    'change-on-the-wire',
    `“${titleOf(edit)}” is being sent just now, so it cannot be taken back here.`,
    'Wait until it has ended, then try again.',
  );

const sentMeanwhile = (edit: Edit): RolebookError =>
  refusal(
    'change-sent-meanwhile',
    `“${titleOf(edit)}” was sent and done in the meantime, so it cannot be taken back for this, and nothing was saved.`,
    lookAgain,
  );

const replacedMeanwhile = (edit: Edit): RolebookError =>
  refusal(
    'change-taken-back',
    `Something else took the place of “${titleOf(edit)}” in the meantime, so nothing was saved.`,
    lookAgain,
  );

const neededGone = (edit: Edit): RolebookError =>
  refusal('change-taken-back', `“${titleOf(edit)}” was taken back just now, and this needs it.`, lookAgain);

/** Why a change cannot make way for others any more; null where it can, or was dropped already. */
function whyNot({ state, result, edit }: Change): RolebookError | null {
  if (state === 'sending' || state === 'unknown') return onTheWire(edit);
  if (state === 'done') return sentMeanwhile(edit);
  return state === 'cancelled' && result?.madeWay !== undefined ? replacedMeanwhile(edit) : null;
}

/**
 * What an edit takes the place of may have gone on since that was planned: both together were never wished. Throws
 * `conflict`/`change-on-the-wire`, `change-sent-meanwhile` and `change-taken-back`.
 */
export function refuseMoved({ outbox }: Ledger, drops: readonly string[]): void {
  for (const id of drops) {
    const change = outbox.get(id);
    const why = change === null ? null : whyNot(change);
    if (why !== null) throw why;
  }
}

/**
 * What an edit needs may have been taken back since it was planned: it would wait for ever (I12). Throws
 * `conflict`/`change-taken-back`.
 */
export function refuseOrphans({ outbox }: Ledger, changes: readonly NewChange[]): void {
  for (const { dependsOn } of changes)
    for (const parent of dependsOn) {
      const change = outbox.get(parent);
      if (change?.state === 'cancelled') throw neededGone(change.edit);
    }
}
