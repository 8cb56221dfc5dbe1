import type { Change } from '../../../src-shared/domain/change.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import { remaining } from './backoff.ts';

/**
 * When changes are due. Times of an earlier run are taken over once, by the wall clock; from then on everything is counted
 * on the clock that never jumps, so that a wall clock set back or forward neither silences nor hurries a change.
 */
export interface Schedule {
  /** The text to store for a change that is due in so many milliseconds, which is remembered for it; null = at once. */
  later(id: string, milliseconds: number): string | null;
  /** The tenant wants to be left alone for so long, as a whole. */
  pause(milliseconds: number): void;
  /** Milliseconds until a change is due by itself, 0 = now. */
  wait(change: Pick<Change, 'id' | 'nextAt' | 'updatedAt'>): number;
  /** Milliseconds left of a pause the tenant asked for, 0 = none. */
  paused(): number;
}

/** Makes a {@link Schedule}. */
export function createSchedule(clock: Pick<Clock, 'now' | 'monotonic'>): Schedule {
  const known = new Map<string, { readonly nextAt: string; readonly due: number }>();
  let pausedUntil = Number.NEGATIVE_INFINITY;

  return {
    later(id, milliseconds) {
      known.delete(id);
      if (milliseconds <= 0) return null;
      const nextAt = new Date(clock.now() + milliseconds).toISOString();
      known.set(id, { nextAt, due: clock.monotonic() + milliseconds });
      return nextAt;
    },
    pause(milliseconds) {
      if (milliseconds > 0) pausedUntil = Math.max(pausedUntil, clock.monotonic() + milliseconds);
    },
    wait({ id, nextAt, updatedAt }) {
      if (nextAt === null) return 0;
      let entry = known.get(id);
      if (entry?.nextAt !== nextAt) {
        entry = { nextAt, due: clock.monotonic() + remaining(nextAt, updatedAt, clock.now()) };
        known.set(id, entry);
      }
      return Math.max(0, entry.due - clock.monotonic());
    },
    paused: () => Math.max(0, pausedUntil - clock.monotonic()),
  };
}
