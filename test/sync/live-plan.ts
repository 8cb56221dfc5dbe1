import { calmTwin, isJudged } from './calm-twin.ts';
import type { SimPlan } from './plan/draw-plan.ts';
import { type RunOptions, type WorldEnd, runWorld } from './run-world.ts';
import { createCounters } from './world/counters.ts';

/** How many requests a world sent, and how many the same world needs where nothing goes wrong on the way. */
export interface Amplified {
  readonly seed: number;
  readonly requests: number;
  readonly needed: number;
}

/** How a world ended, and its requests where they were held against those that are needed. */
export interface LivedPlan extends WorldEnd {
  readonly amplified: Amplified | null;
}

/** Requests are at most so many times those that are needed, under up to 30 % faults (I13). */
const most = 3;
/**
 * A world that needs fewer for each computer is judged as if it needed so many: one unlucky sync is half of such a world, and
 * connecting is begun anew as a whole where one of its requests fails.
 */
const fewest = 40;
/**
 * What a change needs that was saved in one world alone: there the app knew a moment earlier what its user may do. A user who goes
 * is looked at and goes with some rules.
 */
const forEach = 8;
/** Of so many worlds one is lived through once more without faults: all of them would take half as long again. */
const oneOf = 8;

/**
 * Lives through a world; one in eight of those with up to 30 % faults then once more without any, to see how many requests it
 * needs (I13). `always`: whichever world it is, where it is one to be judged.
 */
export async function livePlan(plan: SimPlan, options: RunOptions, always = false): Promise<LivedPlan> {
  const end = await runWorld(plan, options);
  if (end.violation !== null || !isJudged(plan) || (!always && plan.seed % oneOf !== 0))
    return { ...end, amplified: null };
  const twin = await runWorld(calmTwin(plan), { ...options, counters: createCounters(), keepLog: false });
  if (twin.violation !== null) {
    const message = `in the same world without faults: ${twin.violation.message}`;
    return { ...end, violation: { ...twin.violation, message }, amplified: null };
  }
  const needed = twin.requests + forEach * Math.max(0, end.saved - twin.saved);
  const amplified = { seed: plan.seed, requests: end.requests, needed };
  if (end.requests <= most * Math.max(fewest * plan.instances, needed)) return { ...end, amplified };
  const message = `${end.requests} requests were sent, and the same world without faults needs ${needed}`;
  return { ...end, amplified, violation: { invariant: 'I13', message, at: end.until } };
}

/** What came of all that were held against what is needed: together, and the one that sent most for what it needs. */
export function tellAmplified(all: readonly Amplified[]): {
  readonly worlds: number;
  readonly mean: number | null;
  readonly largest: number | null;
  readonly seed: number | null;
} {
  const sum = (of: (one: Amplified) => number): number => all.reduce((so, one) => so + of(one), 0);
  const times = ({ requests, needed }: Amplified): number => requests / Math.max(1, needed);
  const worst = all.toSorted((one, other) => times(other) - times(one))[0];
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    worlds: all.length,
    mean: all.length === 0 ? null : round(sum(times) / all.length),
    largest: worst === undefined ? null : round(times(worst)),
    seed: worst?.seed ?? null,
  };
}
