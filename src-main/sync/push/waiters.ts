import { type Change, openStates } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { type Clock, timestamp } from '../../../src-shared/ports/clock.ts';
import type { PushRun } from './push.ts';

/** Those who asked for changes to be sent, each waiting for its own. */
export interface Waiters {
  /** Resolves when each of these has ended or cannot go on for now; rejects with what kept all of them at home. */
  wait(ids: readonly string[], signal: AbortSignal): Promise<PushRun>;
  /** Lets those go whose changes are all settled. */
  look(): void;
  /** Nothing more can be done for now: lets all go. */
  endAll(error: ErrorBody | null): void;
}

/** What waiters look at. */
export interface WaitersDeps {
  readonly clock: Pick<Clock, 'now'>;
  /** Undefined for a change that is not there. */
  stateOf(id: string): Change['state'] | undefined;
  usage(): { readonly requests: number; readonly bytes: number };
  /** These are not wanted any more. */
  onGivenUp(ids: readonly string[]): void;
}

interface Waiter {
  readonly ids: readonly string[];
  /** Those that were still on their way when last looked at; what has left the way does not come back to it here. */
  readonly left: Set<string>;
  readonly startedAt: string;
  readonly signal: AbortSignal;
  end(error: ErrorBody | null): void;
}

const onTheWay: readonly Change['state'][] = ['pending', 'sending', 'unknown'];

/** Makes {@link Waiters}. */
export function createWaiters({ clock, stateOf, usage, onGivenUp }: WaitersDeps): Waiters {
  const waiting = new Set<Waiter>();

  const runOf = ({ ids, startedAt }: Pick<Waiter, 'ids' | 'startedAt'>): PushRun => {
    const states = ids.map(stateOf);
    const stuck = states.filter((state) => state !== undefined && isStuck(state)).length;
    const done = states.filter((state) => state === 'done').length;
    return { startedAt, endedAt: timestamp(clock), ...usage(), done, stuck };
  };
  const settled = ({ left, signal }: Waiter): boolean => {
    // Up to the first one that is not settled: looking often costs no more than looking once.
    for (const id of left) {
      const state = stateOf(id);
      const waits = state !== undefined && onTheWay.includes(state);
      if (waits && !(signal.aborted && state !== 'sending')) return false;
      left.delete(id);
    }
    return true;
  };
  const look = (): void => {
    for (const one of waiting) if (settled(one)) one.end(null);
  };

  return {
    wait(ids, signal) {
      const startedAt = timestamp(clock);
      if (ids.length === 0) return Promise.resolve(runOf({ ids, startedAt }));
      return new Promise((resolve, reject) => {
        const givenUp = (): void => {
          onGivenUp(ids);
          look();
        };
        const one: Waiter = {
          ids,
          left: new Set(ids),
          startedAt,
          signal,
          end(error) {
            waiting.delete(one);
            signal.removeEventListener('abort', givenUp);
            const run = runOf(one);
            if (error !== null && run.done + run.stuck === 0) reject(new RolebookError(error));
            else resolve(run);
          },
        };
        signal.addEventListener('abort', givenUp, { once: true });
        waiting.add(one);
      });
    },
    look,
    endAll(error) {
      for (const one of waiting) one.end(error);
    },
  };
}

/** Whether a change in this state waits for the user. */
export function isStuck(state: Change['state']): boolean {
  return openStates.includes(state) && !onTheWay.includes(state);
}
