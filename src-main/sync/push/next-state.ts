import type { ChangeState } from '../../../src-shared/domain/change.ts';

/**
 * What happens to a change: `picked` it goes on the wire · `confirmed` the tenant has it so · `lost` nobody knows ·
 * `disagreed` the admin decides · `refused` for good · `postponed` tried again later, nothing was done ·
 * `not-applied` read back: nothing had been done · `gave-up` failed too often · `parent-failed`, `parent-recovered` a
 * change it needs · `again` the admin lets it go once more · `taken-back` the admin drops it.
 */
export type ChangeEvent =
  | 'picked'
  | 'confirmed'
  | 'lost'
  | 'disagreed'
  | 'refused'
  | 'postponed'
  | 'not-applied'
  | 'gave-up'
  | 'parent-failed'
  | 'parent-recovered'
  | 'again'
  | 'taken-back';

const table: Readonly<Record<ChangeState, Partial<Readonly<Record<ChangeEvent, ChangeState>>>>> = {
  pending: {
    picked: 'sending',
    // Found so already, in the way, or impossible when it was looked at before sending.
    confirmed: 'done',
    disagreed: 'conflict',
    refused: 'rejected',
    postponed: 'pending',
    'gave-up': 'blocked',
    'parent-failed': 'blocked',
    'taken-back': 'cancelled',
  },
  sending: {
    confirmed: 'done',
    lost: 'unknown',
    disagreed: 'conflict',
    refused: 'rejected',
    postponed: 'pending',
    'gave-up': 'blocked',
  },
  unknown: {
    confirmed: 'done',
    disagreed: 'conflict',
    postponed: 'unknown',
    'not-applied': 'pending',
    'gave-up': 'blocked',
    'taken-back': 'cancelled',
  },
  conflict: { confirmed: 'done', again: 'pending', 'taken-back': 'cancelled' },
  blocked: { 'parent-recovered': 'pending', again: 'pending', 'taken-back': 'cancelled' },
  rejected: { again: 'pending', 'taken-back': 'cancelled' },
  done: {},
  cancelled: {},
};

/** Whether an event may happen in a state. */
export function mayHappen(state: ChangeState, event: ChangeEvent): boolean {
  return table[state][event] !== undefined;
}

/** The state after an event (reliability §3.2, I14). Throws where the event cannot happen: that is a bug of ours. */
export function nextState(state: ChangeState, event: ChangeEvent): ChangeState {
  const next = table[state][event];
  if (next === undefined) throw new Error(`a change that is ${state} cannot be ${event}`);
  return next;
}
