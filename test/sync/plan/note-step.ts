import { count } from '../world/counters.ts';
import type { World } from '../world/world.ts';
import type { Step } from './operation.ts';

/** Counts a step that is about to be done, and writes it down. */
export function noteStep(world: World, n: number, step: Step): void {
  world.counters.steps += 1;
  count(world.counters.operations, step.operation.kind);
  world.log.note(
    world.time.now,
    () => `— ${n} app-${(step.who % world.computers.length) + 1} ${JSON.stringify(step.operation)}`,
  );
}
