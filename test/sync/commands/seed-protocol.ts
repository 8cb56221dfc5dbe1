import type { Amplified } from '../live-plan.ts';
import type { Violation } from '../oracle/violation.ts';
import type { Aim } from '../plan/aim-plan.ts';
import type { Edition } from '../plan/edition.ts';
import type { PlainCounters } from '../world/counters.ts';

/** Worlds to live through. */
export interface SeedQuestion {
  readonly seeds: readonly number[];
  /** A planted bug, or null. */
  readonly mutant: string | null;
  /** A few operations meet faults most of the time: see drawPlan. */
  readonly focused: boolean;
  /** How they are drawn: see drawPlan. */
  readonly edition: Edition;
  /** What the worlds are built for, or null: see aimPlan. */
  readonly aim: Aim | null;
  /** Whether all that happened is asked for, as a digest of each world. */
  readonly digests: boolean;
}

/** What became of them. */
export interface SeedAnswer {
  readonly seeds: number;
  readonly found: readonly { readonly seed: number; readonly violation: Violation }[];
  readonly counters: PlainCounters;
  /** Worlds whose requests were held against those that are needed. */
  readonly amplified: readonly Amplified[];
  /** By seed, when asked for. */
  readonly digests: readonly (readonly [seed: number, sha256: string])[];
}
