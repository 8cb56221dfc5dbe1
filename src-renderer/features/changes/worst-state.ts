import type { ChangeState } from '../../../src-shared/domain/change.ts';

const worstFirst: readonly ChangeState[] = [
  'conflict',
  'rejected',
  'unknown',
  'blocked',
  'sending',
  'pending',
  'cancelled',
  'done',
];

/** The one state that stands for a group: what needs the admin most. */
export function worstState(states: readonly ChangeState[]): ChangeState {
  return worstFirst.find((state) => states.includes(state)) ?? 'done';
}
