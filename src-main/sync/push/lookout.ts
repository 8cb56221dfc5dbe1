import type { Clock } from '../../../src-shared/ports/clock.ts';
import { createPace } from './pace.ts';
import type { Picked } from './pick.ts';
import type { Wire } from './wire.ts';

/** Looks for changes that may go: not each time that something ends, but when there is room for enough of them. */
export interface Lookout {
  /** The tenant has answered about one. */
  answered(): void;
  /** Something moved: there may be more to find. */
  stirred(): void;
  /** What is to be begun now, while so many are begun and not answered. */
  ready(busy: number): readonly Picked[];
}

/** Changes are looked for once this part of the places is free, or none is left to send. */
const worthLooking = 0.25;

/** Makes a {@link Lookout}. `pick` answers what may go, at most so many. */
export function createLookout(parts: {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly wire: Pick<Wire, 'waiting'>;
  /** Requests at once. */
  readonly places: number;
  pick(free: number): readonly Picked[];
}): Lookout {
  const pace = createPace(parts.clock);
  /** All that may go is begun. */
  let spent = false;
  return {
    answered: () => pace.answered(),
    stirred() {
      spent = false;
    },
    ready(busy) {
      const most = parts.places + pace.ahead();
      const free = most - busy;
      if (spent || (free < most * worthLooking && parts.wire.waiting() > 0)) return [];
      const found = parts.pick(free);
      spent = found.length < free;
      return found;
    },
  };
}
