import type { Clock } from '../../src-shared/ports/clock.ts';

/** Milliseconds without a question after which nobody is taken to wait for the next one. */
const rest = 150;

/** Milliseconds after which work makes way for questions that may have come. */
const slice = 4;

/** Work in small steps for the moments in which nothing is asked; a question waits for a few milliseconds at most. */
export class IdleWork {
  readonly #clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly #step: () => boolean;
  #answering = 0;
  #undo: () => void = () => {};

  /** `step` does a little, far less than a slice, and says whether more is left; it is asked again after each question. */
  constructor(clock: Pick<Clock, 'after' | 'monotonic'>, step: () => boolean) {
    this.#clock = clock;
    this.#step = step;
  }

  /** Lets the work rest while something is answered, and for a while after that. */
  async during(answer: () => Promise<void>): Promise<void> {
    this.#undo();
    this.#answering += 1;
    try {
      await answer();
    } finally {
      this.#answering -= 1;
      if (this.#answering === 0) this.#goOnAfter(rest);
    }
  }

  /** Does nothing more until something is asked again. */
  stop(): void {
    this.#undo();
  }

  #goOnAfter(milliseconds: number): void {
    this.#undo();
    this.#undo = this.#clock.after(milliseconds, () => {
      const end = this.#clock.monotonic() + slice;
      while (this.#step()) {
        if (this.#clock.monotonic() < end) continue;
        this.#goOnAfter(0);
        return;
      }
    });
  }
}
