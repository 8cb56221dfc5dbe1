import { type ResolutionChoice, resolutionChoices } from '../../../src-shared/domain/change.ts';
import { type FaultName, faultNamed, faultKinds } from '../world/fault-kinds.ts';
import { createSeeded, type Seeded } from '../world/seeded.ts';
import { wireOperations } from '../world/wire-operation.ts';
import { type Recipe, recipesOfActs, recipesOfOperations, recipesOfSteps } from './aims.ts';
import { type SimPlan, drawPlan, drawSteps } from './draw-plan.ts';
import { type Edition, latestEdition } from './edition.ts';
import type { OperationKind, Step, VanishingPart } from './operation.ts';
import { withPlanFiles } from './plan-files.ts';
import { vanishingStory } from './vanishing.ts';

/**
 * What a world is built for, as words that name it again: `create-user × 400 late` (a request that meets these faults) or
 * `unknown > done` (a step of a change's state) or `another role given` (an act that goes through).
 */
export type Aim = string;

/** The aim for a request that is to meet faults. */
export const pairAim = (operation: string, faults: readonly string[]): Aim =>
  `${operation} × ${faults.join(' ')}`;

const times = ' × ';

function recipeOf(aim: Aim): Recipe {
  const step = recipesOfSteps[aim] ?? recipesOfActs[aim];
  if (step !== undefined) return step;
  const [name = '', faults = ''] = aim.split(times);
  const operation = wireOperations.find((known) => known === name);
  if (operation === undefined || operation === 'other') throw new Error(`no aim ${aim}`);
  const kinds = faults.split(' ').map((fault): FaultName => {
    const { name: found } = faultNamed(fault);
    const known = faultKinds.find(({ name: one }) => one === found);
    if (known === undefined) throw new Error(`no fault ${fault}`);
    return known.name;
  });
  const { often, storms } = recipesOfOperations[operation];
  return { often, storms: [{ operations: [operation], rate: 0.75, kinds }, ...storms] };
}

/** The world of a seed that is built for something: little else is done in it, and little else goes wrong. */
export function aimPlan(seed: number, aim: Aim, edition: Edition = latestEdition): SimPlan {
  const { often, storms, answer, vanishes, plans = false } = recipeOf(aim);
  const drawn = drawPlan(seed, false, edition);
  const rng = createSeeded(seed).fork(aim);
  const swarm = Object.entries(often).filter((entry): entry is [OperationKind, number] => entry[1] > 0);
  return {
    ...drawn,
    users: 24,
    tenants: 1,
    instances: rng.chance(0.85) ? 1 : 2,
    tokenLifetimeSeconds: aim.startsWith('token') ? 120 : drawn.tokenLifetimeSeconds,
    synced: true,
    lastSync: rng.chance(0.05),
    faultRate: 0,
    faults: [],
    struck: null,
    storms,
    steps:
      vanishes === undefined
        ? drawn40(rng, swarm, plans).map((step) => answered(step, answer))
        : stories(vanishes, rng.fork('steps')),
  };
}

/** Forty steps; where plans go from computer to computer, with all that comes between. */
function drawn40(
  rng: Seeded,
  swarm: readonly (readonly [OperationKind, number])[],
  plans: boolean,
): readonly Step[] {
  const steps = drawSteps(rng.fork('steps'), swarm, 40);
  return plans ? withPlanFiles(steps, rng.fork('plan files')) : steps;
}

/** A few one after the other. */
function stories(vanishes: readonly VanishingPart[], rng: Seeded): readonly Step[] {
  return Array.from({ length: 5 }, () => vanishingStory(rng.pick(vanishes), rng, 12)).flat();
}

function answered(step: Step, answer: ResolutionChoice | undefined): Step {
  const { operation } = step;
  if (operation.kind !== 'resolve' || answer === undefined) return step;
  return { ...step, operation: { ...operation, choice: resolutionChoices.indexOf(answer) } };
}

/** The world of a seed: as it comes, focused, or built for something. */
export function planOf(
  seed: number,
  focused: boolean,
  aim: Aim | null,
  edition: Edition = latestEdition,
): SimPlan {
  return aim === null ? drawPlan(seed, focused, edition) : aimPlan(seed, aim, edition);
}
