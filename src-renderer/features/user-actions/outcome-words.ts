import type { UserOutcome } from '../../../src-shared/ipc/users-contract.ts';

/** `1 user`, `4 users`, `1,284 users`. */
export function countUsers(count: number): string {
  return count === 1 ? '1 user' : `${count.toLocaleString('en-US')} users`;
}

/** How many users ended how. `done` counts those that were gone already: nothing is left to do for them. */
export function tallyOutcomes(outcomes: readonly UserOutcome[]): {
  readonly done: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notTried: number;
  /** Saved here, not sent yet. */
  readonly saved: number;
} {
  const count = (...kinds: UserOutcome['outcome'][]): number =>
    outcomes.filter(({ outcome }) => kinds.includes(outcome)).length;
  return {
    done: count('done', 'already-gone'),
    failed: count('failed'),
    unknown: count('unknown'),
    notTried: count('not-tried'),
    saved: count('pending'),
  };
}

/** The users for whom the act is worth trying again. */
export function idsToRetry(outcomes: readonly UserOutcome[]): readonly string[] {
  return outcomes
    .filter(({ outcome }) => !['done', 'already-gone', 'pending'].includes(outcome))
    .map(({ id }) => id);
}

const words: Readonly<Record<UserOutcome['outcome'], string>> = {
  done: 'Done',
  'already-gone': 'Was gone already',
  failed: 'Failed',
  unknown: 'Not known: the answer was lost',
  'not-tried': 'Not tried',
  pending: 'Saved, waits to be sent',
};

/** How one user ended, for people. */
export function outcomeWord(outcome: UserOutcome['outcome']): string {
  return words[outcome];
}
