import type { Counters } from '../world/counters.ts';
import { metTroubles } from '../app/local-trouble.ts';
import { actKey, backActs, pairKey, planActs, troubleKey } from '../world/counters.ts';
import { type FaultName, faultKinds } from '../world/fault-kinds.ts';
import { type WireOperation, wireOperations } from '../world/wire-operation.ts';
import { type Aim, pairAim } from '../plan/aim-plan.ts';

/**
 * What cannot happen, with the reason. Faults come from outside, so every request that the app makes can meet each of them;
 * what is left is the request that it never makes.
 */
export const impossible: ReadonlyMap<WireOperation, string> = new Map([
  ['other', 'a call that is none of those above: a sync or a change makes none'],
]);

/** Every step of a change's state that the push knows (docs/outbox.md). No other may be seen. */
export const wantedSteps: readonly string[] = [
  'pending > sending',
  'pending > conflict',
  'pending > blocked',
  'pending > rejected',
  'pending > done',
  'pending > cancelled',
  'sending > done',
  'sending > pending',
  'sending > unknown',
  'sending > conflict',
  'sending > rejected',
  'sending > blocked',
  'unknown > done',
  'unknown > pending',
  'unknown > conflict',
  'unknown > blocked',
  'unknown > cancelled',
  'conflict > pending',
  'conflict > cancelled',
  'conflict > done',
  'blocked > pending',
  'blocked > cancelled',
  'rejected > pending',
  'rejected > cancelled',
];

/** What admins do that is to go through to the tenant, and what goes wrong with their computers. */
export const wantedActs: readonly string[] = [
  actKey('role'),
  actKey('scope'),
  ...planActs,
  ...Object.values(backActs),
  ...metTroubles.map((trouble) => troubleKey(trouble)),
];

/** An operation that is to meet a fault. */
export interface WantedPair {
  readonly key: string;
  readonly operation: WireOperation;
  readonly fault: FaultName;
}

/** Every pair that can happen. */
export const wantedPairs: readonly WantedPair[] = wireOperations.flatMap((operation) =>
  impossible.has(operation)
    ? []
    : faultKinds.map(({ name }) => ({ key: pairKey(operation, name), operation, fault: name })),
);

/** How often everything is to happen. */
export interface Wanted {
  readonly pairs: number;
  readonly steps: number;
  readonly acts: number;
}

/** What has not happened often enough. */
export interface Missing {
  readonly pairs: readonly WantedPair[];
  readonly steps: readonly string[];
  readonly acts: readonly string[];
}

/** Looks what is missing in what was counted. */
export function missingIn(counters: Counters, wanted: Wanted): Missing {
  return {
    pairs: wantedPairs.filter(({ key }) => (counters.pairs.get(key) ?? 0) < wanted.pairs),
    steps: wantedSteps.filter((key) => (counters.transitions.get(key) ?? 0) < wanted.steps),
    acts: wantedActs.filter((key) => (counters.acts.get(key) ?? 0) < wanted.acts),
  };
}

/** What was counted and should not have happened: then the lists above are wrong, or the product is. */
export function unexpectedIn(counters: Counters): readonly string[] {
  const known = new Set([...wantedPairs.map(({ key }) => key), ...wantedSteps, ...wantedActs]);
  return [...counters.pairs.keys(), ...counters.transitions.keys(), ...counters.acts.keys()].filter(
    (key) => !known.has(key),
  );
}

/** What worlds are to be built for next: the faults that a request still misses, together, and each step and act by itself. */
export function aimsFor({ pairs, steps, acts }: Missing): readonly Aim[] {
  const faults = new Map<WireOperation, FaultName[]>();
  for (const { operation, fault } of pairs) {
    const known = faults.get(operation) ?? [];
    known.push(fault);
    faults.set(operation, known);
  }
  return [...[...faults].map(([operation, missed]) => pairAim(operation, missed)), ...steps, ...acts];
}

/**
 * How many worlds to build for an aim, by what the worlds of the last time brought; at first a few, to see. Never so many
 * that an aim which does not work takes the time of all others.
 */
export function worldsFor(left: number, broughtByWorld: number | null): number {
  const [fewest, unlucky, most] = [16, 48, 160];
  if (broughtByWorld === null) return fewest;
  if (broughtByWorld <= 0) return unlucky;
  return Math.min(most, Math.max(fewest, Math.ceil((left / broughtByWorld) * 1.1)));
}
