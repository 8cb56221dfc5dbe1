import type { Violation } from '../oracle/violation.ts';
import type { WantedFaults } from '../plan/draw-plan.ts';
import type { PlainCounters } from '../world/counters.ts';

/** How a thread of worlds is started. */
export interface SeedWorkerData {
  /** A planted bug, or null. */
  readonly mutant: string | null;
  /** Faults that the worlds are to be full of; null: as each seed has it. */
  readonly wanted: WantedFaults | null;
}

/** Worlds to live through. */
export interface SeedQuestion {
  readonly seeds: readonly number[];
}

/** What became of them. */
export interface SeedAnswer {
  readonly seeds: number;
  readonly found: readonly { readonly seed: number; readonly violation: Violation }[];
  readonly counters: PlainCounters;
}
