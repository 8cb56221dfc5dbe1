import type { Clock } from '../../../src-shared/ports/clock.ts';

/** How fast the tenant answers, as far as it matters for how many changes are made ready for it. */
export interface Pace {
  /** The tenant has answered about one. */
  answered(): void;
  /**
   * So many changes may be ready beside those on the wire: as many as are answered within a quarter of a second, so that a
   * durable commit, which takes its time whatever is in it, is shared by many where the tenant is fast, and a crash leaves no
   * more open than can be read back in as short a time.
   */
  ahead(): number;
}

const aheadMs = 250;
/** How long the tenant's answers are counted; at first, and after a pause, less is enough: a fast one is soon known as one. */
const spanMs = 100;
const firstMs = 50;
const pauseMs = 1000;
/** Never fewer, so that the disk works while a slow tenant does; never more, so that no commit holds up the thread. */
const fewest = 60;
const most = 400;

/** Makes a {@link Pace} that knows nothing yet. */
export function createPace(clock: Pick<Clock, 'monotonic'>): Pace {
  let began: number | null = null;
  let span = firstMs;
  let count = 0;
  let ahead = fewest;

  /** Looks at how it went once a span is over. */
  function look(): void {
    const now = clock.monotonic();
    began ??= now;
    const passed = now - began;
    if (passed < span) return;
    ahead = Math.min(most, Math.max(fewest, Math.floor((count * aheadMs) / passed)));
    span = passed < pauseMs ? spanMs : firstMs;
    began = now;
    count = 0;
  }

  return {
    answered() {
      look();
      count += 1;
    },
    ahead() {
      look();
      return ahead;
    },
  };
}
