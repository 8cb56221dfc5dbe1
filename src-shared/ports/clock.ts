/** Time as a part that is passed in, so that tests and the simulator own it. */
export interface Clock {
  /** Milliseconds since 1970, for stamps that people read. May jump. */
  now(): number;
  /** Milliseconds from an arbitrary start, never backwards, for durations and deadlines. */
  monotonic(): number;
  /** UTC offset of this computer at such a moment, e.g. `+01:00`; a clock without it stands nowhere. */
  zone?(at: number): string;
  /** Calls back once after so many milliseconds; returns its own undo. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The clock's moment as RFC 3339 UTC text, the one form in which we store times. */
export function timestamp(clock: Pick<Clock, 'now'>): string {
  return new Date(clock.now()).toISOString();
}
