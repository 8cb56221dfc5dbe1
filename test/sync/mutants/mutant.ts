import type { Swaps } from '../app/running-app.ts';

/** A bug that is planted to see whether the simulator finds it. */
export interface Mutant {
  readonly name: string;
  /** In words, what it does wrong. */
  readonly does: string;
  readonly swaps: Swaps;
}
