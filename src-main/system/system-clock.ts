import type { Clock } from '../../src-shared/ports/clock.ts';
import { utcOffset } from './utc-offset.ts';

/** The machine's own time. Timers do not keep a process alive that has nothing else to do. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    zone: (at) => utcOffset(new Date(at).getTimezoneOffset()),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
