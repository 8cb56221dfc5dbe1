import type { Clock } from '../../src-shared/ports/clock.ts';

/** The machine's own time. Timers do not keep a process alive that has nothing else to do. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
