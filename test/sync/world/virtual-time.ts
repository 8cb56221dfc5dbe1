import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { Seeded } from './seeded.ts';

interface Event {
  readonly at: number;
  /** Orders what falls on the same moment: by chance, then by age. */
  readonly tie: number;
  readonly age: number;
  run: (() => void) | null;
}

const before = (one: Event, other: Event): boolean =>
  one.at !== other.at ? one.at < other.at : one.tie !== other.tie ? one.tie < other.tie : one.age < other.age;

/** Time that passes only when told to: a queue of what is to happen. Moments are milliseconds from the start. */
export class VirtualTime {
  readonly #heap: Event[] = [];
  readonly #rng: Seeded;
  #now = 0;
  #age = 0;
  #waiting = 0;

  constructor(rng: Seeded) {
    this.#rng = rng;
  }

  get now(): number {
    return this.#now;
  }

  /** How many events are still to happen. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Runs something after a while; answers how to undo it. */
  after(milliseconds: number, run: () => void): () => void {
    this.#age += 1;
    const event: Event = {
      at: this.#now + Math.max(0, milliseconds),
      tie: this.#rng.below(1 << 20),
      age: this.#age,
      run,
    };
    this.#waiting += 1;
    this.#push(event);
    return () => {
      if (event.run !== null) this.#waiting -= 1;
      event.run = null;
    };
  }

  /** The moment of the next event, or null. */
  next(): number | null {
    for (let top = this.#heap[0]; top !== undefined && top.run === null; top = this.#heap[0]) this.#pop();
    return this.#heap[0]?.at ?? null;
  }

  /** Goes to the next event and runs it; false when there is none up to `limit`, and then it is `limit`. */
  step(limit: number): boolean {
    const next = this.next();
    if (next === null || next > limit) {
      this.#now = Math.max(this.#now, limit);
      return false;
    }
    const event = this.#pop();
    this.#now = Math.max(this.#now, event?.at ?? 0);
    const run = event?.run ?? null;
    if (event !== undefined) event.run = null;
    this.#waiting -= 1;
    run?.();
    return true;
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || before(parent, event)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = event;
  }

  #pop(): Event | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      const right = heap[child + 1];
      if (left === undefined) break;
      if (right !== undefined && before(right, left)) child += 1;
      const least = heap[child] ?? left;
      if (before(last, least)) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

/** Everything that was started by events has run as far as it can: no promise is left that could go on by itself. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** The clock of one computer in the world: its wall clock may be wrong and may jump, durations are right. */
export interface ComputerClock extends Clock {
  /** Moves the wall clock. */
  jump(milliseconds: number): void;
}

/** Makes a computer's clock. `alive` says whether the program on it still runs: what it waited for never comes if not. */
export function createComputerClock(time: VirtualTime, epoch: number, skew: number): ComputerClock {
  let offset = skew;
  return {
    now: () => epoch + time.now + offset,
    monotonic: () => time.now,
    after: (milliseconds, run) => time.after(milliseconds, run),
    jump(milliseconds) {
      offset += milliseconds;
    },
  };
}
