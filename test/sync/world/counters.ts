import type { ChangeState } from '../../../src-shared/domain/change.ts';
import type { FaultName } from './fault-kinds.ts';
import type { WireOperation } from './wire-operation.ts';

/** What ever happened, for "did it ever happen". Mergeable over worlds. */
export interface Counters {
  readonly pairs: Map<string, number>;
  readonly transitions: Map<string, number>;
  readonly operations: Map<string, number>;
  /** What admins did that takes more than one step and went through, and what apps have met on their own computers. */
  readonly acts: Map<string, number>;
  steps: number;
  requests: number;
  events: number;
}

/** Empty ones. */
export function createCounters(): Counters {
  return {
    pairs: new Map(),
    transitions: new Map(),
    operations: new Map(),
    acts: new Map(),
    steps: 0,
    requests: 0,
    events: 0,
  };
}

/** One more. */
export function count(map: Map<string, number>, key: string, by = 1): void {
  map.set(key, (map.get(key) ?? 0) + by);
}

/** The name of an operation meeting a fault. */
export const pairKey = (operation: WireOperation, fault: FaultName): string => `${operation} × ${fault}`;

/** The name of a step of a state. */
export const transitionKey = (from: ChangeState, to: ChangeState): string => `${from} > ${to}`;

/** The name of a choice that went through: another role, or another place, than the one that is gone. */
export const actKey = (part: 'role' | 'scope'): string =>
  part === 'role' ? 'another role given' : 'another place given';

/** The name of something wrong with a computer itself that an app has met, such as `ledger locked`. */
export const troubleKey = (trouble: string): string => `met: ${trouble}`;

/** The name of what became of a row of a plan file: `row taken over`, `row refused`, `row gone through`. */
export const planKey = (what: string): string => `plan: ${what}`;

/** All of them. */
export const planActs: readonly string[] = ['row taken over', 'row refused', 'row gone through'].map(planKey);

/** The name of what a change did that was taken back and brought back: `brought back`, `brought back and gone through`. */
export const backActs = { there: 'brought back', through: 'brought back and gone through' } as const;

/** Counters as they travel between threads. */
export interface PlainCounters {
  readonly pairs: readonly (readonly [string, number])[];
  readonly transitions: readonly (readonly [string, number])[];
  readonly operations: readonly (readonly [string, number])[];
  readonly acts: readonly (readonly [string, number])[];
  readonly steps: number;
  readonly requests: number;
  readonly events: number;
}

/** Counters ready to travel. */
export function plain(counters: Counters): PlainCounters {
  const { steps, requests, events } = counters;
  return {
    pairs: [...counters.pairs],
    transitions: [...counters.transitions],
    operations: [...counters.operations],
    acts: [...counters.acts],
    steps,
    requests,
    events,
  };
}

/** Adds some to others. */
export function addTo(sum: Counters, more: PlainCounters): void {
  for (const [key, by] of more.pairs) count(sum.pairs, key, by);
  for (const [key, by] of more.transitions) count(sum.transitions, key, by);
  for (const [key, by] of more.operations) count(sum.operations, key, by);
  for (const [key, by] of more.acts) count(sum.acts, key, by);
  sum.steps += more.steps;
  sum.requests += more.requests;
  sum.events += more.events;
}
