import type { Clock } from '../../../src-shared/ports/clock.ts';

/** What watching for idleness needs. */
export interface IdleWatchDeps {
  readonly clock: Pick<Clock, 'after'>;
  /** Seconds since anyone touched the machine, whatever window they touched. */
  idleSeconds(): number;
  /** Minutes after which to lock; null = never by itself. Asked at each look, so that a changed setting holds at once. */
  minutes(): number | null;
  lock(): void;
}

/** Seconds between two looks, at most: a changed setting or a set clock is noticed within them. */
const longestLook = 10;

/** Whether to lock now, and if not, after how many seconds to look again. Pure. */
export function lookAtIdleness(
  idleSeconds: number,
  minutes: number | null,
): { readonly lock: boolean; readonly lookAgainIn: number } {
  if (minutes === null) return { lock: false, lookAgainIn: longestLook };
  const left = minutes * 60 - idleSeconds;
  if (left <= 0) return { lock: true, lookAgainIn: longestLook };
  return { lock: false, lookAgainIn: Math.min(longestLook, Math.max(1, Math.ceil(left))) };
}

/**
 * Watches the machine's own idle time, not the window's: a search left open, a sync under way or a row that blinks keep
 * nobody signed in.
 *
 * @returns its own undo
 */
export function watchIdleness(deps: IdleWatchDeps): () => void {
  let callOff: () => void;
  const look = (): void => {
    const { lock, lookAgainIn } = lookAtIdleness(deps.idleSeconds(), deps.minutes());
    if (lock) deps.lock();
    callOff = deps.clock.after(lookAgainIn * 1000, look);
  };
  callOff = deps.clock.after(0, look);
  return () => callOff();
}
