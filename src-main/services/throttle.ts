import type { Clock } from '../../src-shared/ports/clock.ts';

/** Does something at once, and again at most every so many milliseconds however often it is asked for. */
export interface Throttle {
  ask(): void;
  /** Calls off what would still come. */
  stop(): void;
}

/** The first asking is answered at once, all that come within the pause after it together at its end. */
export function createThrottle(clock: Pick<Clock, 'after'>, milliseconds: number, act: () => void): Throttle {
  let pause: (() => void) | null = null;
  let again = false;
  const begin = (): void => {
    again = false;
    act();
    pause = clock.after(milliseconds, () => {
      pause = null;
      if (again) begin();
    });
  };
  return {
    ask() {
      if (pause === null) begin();
      else again = true;
    },
    stop() {
      pause?.();
      pause = null;
      again = false;
    },
  };
}
