import type { Aim } from '../plan/aim-plan.ts';
import type { Swaps } from '../app/running-app.ts';

/** A bug that is planted to see whether the simulator finds it. */
export interface Mutant {
  readonly name: string;
  /** In words, what it does wrong. */
  readonly does: string;
  readonly swaps: Swaps;
  /** Worlds built for this are looked through instead of worlds as they come: there it has an occasion. */
  readonly aim?: Aim;
}
