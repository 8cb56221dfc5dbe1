import type { Clock } from '../../src-shared/ports/clock.ts';

/** A clock that moves only when told to. */
export class HandClock implements Clock {
  #now: number;
  #jumped = 0;
  #timers: { at: number; run: () => void }[] = [];

  constructor(start = Date.UTC(2026, 0, 2, 3, 4, 5)) {
    this.#now = start;
  }

  now(): number {
    return this.#now + this.#jumped;
  }
  monotonic(): number {
    return this.#now;
  }
  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /** Moves on and runs what is due, in order. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#timers.filter((timer) => timer.at <= this.#now).sort((a, b) => a.at - b.at);
    this.#timers = this.#timers.filter((timer) => timer.at > this.#now);
    for (const timer of due) timer.run();
  }

  /** Somebody sets the wall clock; durations go on as before. */
  jump(milliseconds: number): void {
    this.#jumped += milliseconds;
  }

  /** How many timers wait. */
  waiting(): number {
    return this.#timers.length;
  }
}
