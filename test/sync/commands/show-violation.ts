import { execFileSync } from 'node:child_process';
import { livePlan } from '../live-plan.ts';
import { minimise } from '../minimise.ts';
import { invariants, type Violation } from '../oracle/violation.ts';
import { type Aim, planOf } from '../plan/aim-plan.ts';
import type { SimPlan } from '../plan/draw-plan.ts';
import { type Edition, latestEdition } from '../plan/edition.ts';
import { createGround } from '../world/ground.ts';
import { createCounters } from '../world/counters.ts';

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

/** Prints what a seed found: the seed, the invariant, the fewest operations that still find it, and all that happened. */
export async function showViolation(
  seed: number,
  violation: Violation,
  write: (line: string) => void,
  focused = false,
  aim: Aim | null = null,
  edition: Edition = latestEdition,
): Promise<void> {
  const ground = createGround();
  const options = { ground, counters: createCounters() };
  // Only worlds that were found by it are asked how many requests they need.
  const asked = violation.invariant === 'I13';
  const fails = async (plan: SimPlan): Promise<boolean> =>
    (await livePlan(plan, { ...options, keepLog: false }, asked)).violation?.invariant ===
    violation.invariant;
  const least = await minimise(planOf(seed, focused, aim, edition), fails, 150);
  const end = await livePlan(least, { ...options, keepLog: true }, asked);
  const { invariant, message } = end.violation ?? violation;
  write(
    `SEED=${seed}${focused ? ' --focused 1' : ''}${edition === latestEdition ? '' : ` --edition ${edition}`}${aim === null ? '' : ` --aim "${aim}"`} COMMIT=${commit()}`,
  );
  write(`${invariant}: ${invariants[invariant]}`);
  write(message);
  write(`operations (${least.steps.length}):`);
  for (const { wait, who, operation } of least.steps)
    write(`  +${wait} ms app-${(who % least.instances) + 1} ${JSON.stringify(operation)}`);
  write('events:');
  for (const line of end.log) write(`  ${line}`);
}
