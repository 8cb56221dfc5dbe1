import type { SimPlan } from './plan/draw-plan.ts';
import type { Step } from './plan/operation.ts';

/**
 * The fewest steps that still fail, by delta debugging (ddmin): leaves out ever smaller parts as long as what is left
 * still breaks the same invariant. `fails` runs a plan; at most `tries` are made.
 */
export async function minimise(
  plan: SimPlan,
  fails: (plan: SimPlan) => Promise<boolean>,
  tries: number,
): Promise<SimPlan> {
  let steps = plan.steps;
  const budget = { left: tries };
  const still = async (some: readonly Step[]): Promise<boolean> => {
    budget.left -= 1;
    return budget.left >= 0 && (await fails({ ...plan, steps: some }));
  };
  for (let parts = 2; steps.length > 0 && budget.left > 0;) {
    const size = Math.ceil(steps.length / parts);
    let smaller: readonly Step[] | null = null;
    for (let at = 0; at < steps.length && smaller === null && budget.left > 0; at += size) {
      // The waits of what is left out are kept, so that what follows happens at the same moment.
      const gone = steps.slice(at, at + size).reduce((sum, { wait }) => sum + wait, 0);
      const rest = steps.slice(at + size);
      const [next, ...others] = rest;
      const some = [
        ...steps.slice(0, at),
        ...(next === undefined ? [] : [{ ...next, wait: next.wait + gone }, ...others]),
      ];
      if (await still(some)) smaller = some;
    }
    if (smaller !== null) {
      steps = smaller;
      parts = Math.max(2, parts - 1);
    } else if (parts >= steps.length) break;
    else parts = Math.min(steps.length, parts * 2);
  }
  return { ...plan, steps };
}
