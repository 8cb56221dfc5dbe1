import type { Computer } from '../app/computer.ts';
import type { EffectWatch } from '../oracle/effects.ts';
import type { GoneWatch } from '../oracle/gone-watch.ts';
import type { MirrorWatch } from '../oracle/mirror-watch.ts';
import type { PlanWatch } from '../oracle/plan-watch.ts';
import type { SecretWatch } from '../oracle/secrets.ts';
import type { ViewWatch } from '../oracle/view-watch.ts';
import type { Verdict } from '../oracle/violation.ts';
import type { SimPlan } from '../plan/draw-plan.ts';
import type { Counters } from './counters.ts';
import type { Disk } from './disk.ts';
import type { EventLog } from './event-log.ts';
import type { SimTenant } from './sim-tenant.ts';
import type { Network } from './transport.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A world while it lasts. */
export interface World {
  readonly plan: SimPlan;
  readonly time: VirtualTime;
  readonly epoch: number;
  readonly log: EventLog;
  readonly verdict: Verdict;
  readonly network: Network;
  readonly tenants: readonly SimTenant[];
  readonly computers: readonly Computer[];
  readonly disks: readonly Disk[];
  readonly effects: EffectWatch;
  readonly mirrors: MirrorWatch;
  readonly gone: GoneWatch;
  readonly secrets: SecretWatch;
  readonly views: ViewWatch;
  readonly plans: PlanWatch;
  readonly counters: Counters;
  /** From now on new users are missing from lists for so long. */
  lag(seconds: number): void;
  /** Lets time pass, with everything that happens meanwhile. */
  pass(milliseconds: number): Promise<void>;
}
