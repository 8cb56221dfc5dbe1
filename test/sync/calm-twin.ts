import type { SimPlan } from './plan/draw-plan.ts';
import type { Operation, Step } from './plan/operation.ts';

/** What of a step the network is to blame for: in a world without faults it does not happen. */
const troubles: ReadonlySet<Operation['kind']> = new Set(['link', 'refuse', 'weather']);

/** Faults up to this share of requests are what the bound of I13 is given for. */
const mostFaults = 0.3;

/** Whether a world is one of those that the bound is given for: some requests fail, and never more than 30 %. */
export function isJudged({ faultRate, faults, storms, steps }: SimPlan): boolean {
  return (
    faultRate > 0 &&
    faultRate <= mostFaults &&
    faults.length > 0 &&
    storms.length === 0 &&
    steps.every(({ operation }) => operation.kind !== 'weather' || operation.rate <= mostFaults)
  );
}

/** The same world without faults of the network: people do the same at the same moments. What it asks for is what is needed (I13). */
export function calmTwin(plan: SimPlan): SimPlan {
  const steps: Step[] = [];
  let waited = 0;
  for (const step of plan.steps) {
    if (troubles.has(step.operation.kind)) waited += step.wait;
    else {
      steps.push({ ...step, wait: step.wait + waited });
      waited = 0;
    }
  }
  return { ...plan, faultRate: 0, faults: [], struck: null, storms: [], steps };
}
