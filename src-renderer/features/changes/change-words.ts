import type { Change, ChangeState } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { counted, countText } from '../../../src-shared/words/count.ts';

/** A state as its chip says it, and what it means for the reader. */
export interface StateWords {
  readonly label: string;
  readonly meaning: string;
}

const states: Readonly<Record<ChangeState, StateWords>> = {
  pending: { label: 'Pending', meaning: 'Saved here; not sent yet.' },
  sending: { label: 'Sending', meaning: 'On its way to the tenant.' },
  unknown: {
    label: 'Unknown',
    meaning:
      'It was sent, but the reply was lost. Rolebook reads the tenant to find out, and never sends it again by itself.',
  },
  conflict: { label: 'Conflict', meaning: 'The tenant disagrees; you decide.' },
  blocked: {
    label: 'Blocked',
    meaning: 'It waits for another change that did not succeed, or was tried too often.',
  },
  rejected: { label: 'Rejected', meaning: 'The tenant refused it for good.' },
  done: { label: 'Done', meaning: 'Confirmed by the tenant.' },
  cancelled: { label: 'Taken back', meaning: 'Taken back before it was sent.' },
};

/** A state in words. */
export function stateWords(state: ChangeState): StateWords {
  return states[state];
}

const signs: Readonly<Record<PlannedChange['sign'], string>> = {
  '+': 'adds',
  '~': 'changes',
  '-': 'removes',
};

/** What a sign stands for, for those who hear it. */
export function signWords(sign: PlannedChange['sign']): string {
  return signs[sign];
}

/** Why a change cannot be discarded; null when it can. */
export function whyNotDiscard({ state, conflict }: Pick<Change, 'state' | 'conflict'>): string | null {
  if (state === 'sending') return 'It may be on its way; wait for the reply.';
  if (state === 'unknown') return 'It may have been done. Decide below what is to become of it.';
  if (state === 'conflict' && conflict?.kind === 'password-not-received')
    return 'It was done. Decide above what is to become of it.';
  return null;
}

/** When a change came to where it is: an ended one when it ended, an open one when it was made. */
export function momentOf({ state, createdAt, updatedAt }: Change): string {
  return state === 'done' || state === 'cancelled' ? updatedAt : createdAt;
}

/** How a change that was confirmed came about; null where there is nothing to add to "Done". */
export function resultNote(change: Change): string | null {
  if (change.state !== 'done' || change.result === null) return null;
  if (change.result.note !== null) return change.result.note;
  const notes = {
    done: null,
    already: 'It was so already.',
    merged: 'The tenant had changed something harmless meanwhile.',
    found: 'The reply was lost; reading the tenant showed that it was done.',
    replaced: null,
    undone: null,
    dropped: null,
  } as const;
  return notes[change.result.how];
}

/** "Sent: 4 changes. 1 needs you." after some were sent, from the states they have now. */
export function sentWords(states: readonly ChangeState[]): string {
  const count = (...wanted: ChangeState[]): number => states.filter((state) => wanted.includes(state)).length;
  const needs = count('conflict', 'rejected', 'blocked');
  const unknown = count('unknown');
  const waiting = count('pending', 'sending');
  return [
    `Sent: ${counted(count('done'), 'change')}.`,
    needs > 0 ? `${countText(needs)} ${needs === 1 ? 'needs' : 'need'} you.` : null,
    unknown > 0 ? `${countText(unknown)} not known yet.` : null,
    waiting > 0 ? `${countText(waiting)} still ${waiting === 1 ? 'waits' : 'wait'}.` : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
}
