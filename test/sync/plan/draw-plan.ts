import type { ProfileName } from '../../../src-main/demo-tenant/core/profile.ts';
import { type FaultName, earlierFaultKinds, faultKinds } from '../world/fault-kinds.ts';
import { type WireOperation, roleOperations, wireOperations, writes } from '../world/wire-operation.ts';
import { type Seeded, createSeeded } from '../world/seeded.ts';
import type { Storm } from '../world/wire.ts';
import { backWeights, drawBack, withBringingBack } from './bringing-back.ts';
import { type Edition, latestEdition } from './edition.ts';
import type { Operation, OperationKind, RoleAspect, Step } from './operation.ts';
import { withSecondThoughts } from './second-thoughts.ts';
import { drawTenant } from './draw-tenant.ts';
import { drawPlanFile, planWeights, withPlanFiles } from './plan-files.ts';
import { drawTrouble, troubleWeights } from './local-trouble.ts';
import { drawPart, withVanishing } from './vanishing.ts';
import { lopsided, roleWeights, type Weight, weights, weightsIn } from './weights.ts';

/** A world before it begins, and what is done in it: everything follows from the seed. */
export interface SimPlan {
  readonly seed: number;
  readonly profile: ProfileName;
  /** Which of a few prepared tenants. */
  readonly tenantSeed: number;
  readonly users: number;
  readonly tenants: number;
  readonly instances: number;
  readonly tokenLifetimeSeconds: number;
  readonly unknownMembers: boolean;
  readonly ruleDelayMs: number;
  readonly userDeletionRemovesRules: boolean;
  /** The instances have synced before the world begins. */
  readonly synced: boolean;
  /** Whether everybody syncs once more at the end, and mirrors are held against the tenant. It is what costs most. */
  readonly lastSync: boolean;
  readonly faultRate: number;
  readonly faults: readonly (readonly [FaultName, number])[];
  /** Only these meet faults; null: all. */
  readonly struck: readonly WireOperation[] | null;
  /** What meets faults of its own, whatever the rest meets; empty but in worlds that are built for something. */
  readonly storms: readonly Storm[];
  readonly steps: readonly Step[];
}

const anything = 1 << 20;

function drawOperation(kind: OperationKind, rng: Seeded): Operation {
  const pick = rng.below(anything);
  const held = rng.chance(0.2);
  const role = rng.below(anything);
  const scope = rng.below(anything);
  switch (kind) {
    case 'create-user':
      return { kind, email: rng.below(12), rules: rng.pick([0, 0, 1, 2, 3]), pick, held };
    case 'delete-user':
    case 'reset-password':
    case 'remove-rule':
    case 'rotate-account':
    case 'delete-account':
      return { kind, pick, held };
    case 'add-rule':
      return { kind, pick, role, scope, held };
    case 'change-rule':
      return { kind, pick, role, held };
    case 'create-account':
      return { kind, name: rng.below(5), held };
    case 'set-enabled':
      return { kind, pick, enabled: rng.chance(0.5), held };
    case 'create-role':
      return { kind, name: rng.below(4), sets: pick, held };
    case 'change-role':
      return { kind, pick, what: drawAspect(rng), sets: role, held };
    case 'switch-role':
      return { kind, pick, enabled: rng.chance(0.5), held };
    case 'delete-role':
      return { kind, pick, held };
    case 'grant-role':
      return { kind, pick, role, scope, held };
    case 'other-create-role':
      return { kind, name: rng.below(4), sets: pick };
    case 'other-change-role':
      return { kind, pick, what: drawAspect(rng), sets: role };
    case 'other-toggle-role':
    case 'other-delete-role':
      return { kind, pick };
    case 'bulk-create':
      return { kind, email: rng.below(anything), count: rng.between(2, 12) };
    case 'bulk-delete':
      return { kind, pick, count: rng.between(2, 6) };
    case 'bulk-rules':
      return { kind, pick, count: rng.between(2, 10), role };
    case 'send':
      return { kind, pick: rng.chance(0.5) ? null : pick };
    case 'discard':
    case 'undo':
    case 'reorder':
    case 'switch':
    case 'think-again':
    case 'undo-another':
      return { kind, pick };
    case 'vanish':
      return { kind, what: drawPart(rng), pick };
    case 'choose-another':
      return { kind, pick, choice: rng.below(anything) };
    case 'resolve':
      return { kind, pick, choice: rng.below(anything) };
    case 'send-rules':
    case 'sign-out':
    case 'sign-in':
      return { kind };
    case 'offline':
      return { kind, on: rng.chance(0.45) };
    case 'sync':
      return { kind, full: rng.chance(0.25) };
    case 'crash':
      return { kind, calls: rng.pick([0, 0, 1, 2, 3, 5, 8, 13]), after: rng.chance(0.5) };
    case 'disk-full':
      return { kind, of: rng.pick(['ledger', 'mirror']) };
    case 'bring-back':
      return drawBack(rng);
    case 'export-plan':
    case 'import-plan':
      return drawPlanFile(kind, rng);
    case 'keychain':
    case 'store':
    case 'second-start':
      return drawTrouble(kind, rng);
    case 'clock-jump':
      return {
        kind,
        by: rng.pick([-1, 1]) * rng.pick([1_000, 3_600_000, 86_400_000, 10 * 365 * 86_400_000]),
      };
    case 'link':
      return {
        kind,
        what: rng.pick(['down', 'down', 'portal', 'tokens-fail']),
        seconds: rng.pick([2, 20, 200, 2000]),
      };
    case 'refuse':
      return { kind, requests: rng.pick([1, 1, 2, 5, 20]) };
    case 'sleep':
      return { kind, minutes: rng.pick([1, 5, 30, 90, 480, 1440]) };
    case 'other-create-user':
      return { kind, email: rng.below(12) };
    case 'other-delete-user':
    case 'other-groups':
    case 'other-remove-rule':
    case 'other-toggle-account':
    case 'other-delete-account':
    case 'other-remove-project':
      return { kind, pick };
    case 'other-add-rule':
      return { kind, pick, role, scope };
    case 'other-create-account':
      return { kind, name: rng.below(5) };
    case 'other-take-rights':
      return { kind, give: rng.chance(0.6) };
    case 'lag':
      return { kind, seconds: rng.pick([0, 0, 2, 10]) };
    case 'weather':
      return { kind, rate: rng.pick([0, 0.1, 0.3, 0.6]) };
    default:
      return kind satisfies never;
  }
}

const drawAspect = (rng: Seeded): RoleAspect =>
  rng.weighted<RoleAspect>([
    ['set', 6],
    ['description', 2],
    ['name', 1],
  ]);

/** How long people wait before they do the next thing: most often not at all, sometimes for a coffee. */
function drawWait(rng: Seeded): number {
  return rng.weighted([
    [0, 3],
    [rng.between(1, 40), 4],
    [rng.between(40, 400), 5],
    [rng.between(400, 8_000), 3],
    [rng.between(8_000, 90_000), 1],
  ]);
}

/**
 * The world of a seed. Every world is lopsided in its own way (swarm): some kinds often, some never. In a `focused` world a few operations
 * meet faults most of the time, and nothing else does.
 * In a third of all worlds roles are edited too, in a third people think again, in a third what waiting rules name vanishes, and in
 * a third only what changes something meets faults, and often; in a third plans go from computer to computer, and in a third what
 * was taken back is brought back; `edition`: for seeds from before that.
 */
export function drawPlan(seed: number, focused: boolean, edition: Edition = latestEdition): SimPlan {
  const rng = createSeeded(seed);
  const weighted = ([kind, weight]: Weight, by: Seeded): Weight => [kind, weight * by.pick(lopsided)];
  const swarm = weightsIn(weights).map((one) => weighted(one, rng));
  const ofRoles = rng.fork('roles');
  const withRoles = edition > 1 && ofRoles.chance(0.35);
  if (withRoles) for (const one of weightsIn(roleWeights)) swarm.push(weighted(one, ofRoles));
  const ofTrouble = rng.fork('trouble');
  if (edition > 4 && ofTrouble.chance(0.35))
    for (const one of weightsIn(troubleWeights)) swarm.push(weighted(one, ofTrouble));
  const ofPlans = rng.fork('plan files');
  const withPlans = edition > 5 && ofPlans.chance(0.35);
  if (withPlans) for (const one of weightsIn(planWeights)) swarm.push(weighted(one, ofPlans));
  const ofBack = rng.fork('bringing back');
  const withBack = edition > 5 && ofBack.chance(0.35);
  if (withBack) for (const one of weightsIn(backWeights)) swarm.push(weighted(one, ofBack));
  const known = edition > 4 ? faultKinds : earlierFaultKinds;
  const faults = known
    .filter(() => rng.chance(0.35))
    .map(({ name }): readonly [FaultName, number] => [name, rng.pick([1, 1, 3])]);
  const faultRate = faults.length === 0 ? 0 : rng.pick([0, 0.03, 0.1, 0.2, 0.3, 0.5]);
  const focus = rng.fork('focus');
  const focusedFaults = Array.from({ length: 10 }, (): readonly [FaultName, number] => [
    focus.pick(known).name,
    1,
  ]);
  const others = wireOperations.filter((operation) => !roleOperations.has(operation));
  const struck = Array.from({ length: 5 }, () => focus.pick(others));
  if (withRoles) struck.push(...Array.from({ length: 2 }, () => focus.pick([...roleOperations])));
  const ofWrites = rng.fork('writes');
  // An app that cannot start or look sends nothing: where everything fails alike, what it sends hardly ever does.
  const writesAlone = edition > 3 && ofWrites.chance(0.35);
  const writesRate = ofWrites.pick([0.2, 0.4, 0.6]);
  const users = rng.chance(1 / 400) ? 1_200 : 20 + rng.below(15);
  const instances = rng.pick([1, 1, 1, 2, 2, 3]);
  const profile: ProfileName = rng.chance(0.3) ? '2.24' : '3.0';
  const tenant = edition > 4 ? drawTenant(rng.fork('tenant')) : { profile, users: users < 100 ? 24 : users };
  const plan: Omit<SimPlan, 'steps'> = {
    seed,
    profile: tenant.profile,
    tenantSeed: 1 + rng.below(3),
    users: tenant.users,
    tenants: rng.chance(0.25) ? 2 : 1,
    instances,
    tokenLifetimeSeconds: rng.pick([120, 300, 3600]),
    unknownMembers: rng.chance(0.1),
    ruleDelayMs: rng.pick([0, 0, 1_500]),
    userDeletionRemovesRules: rng.chance(0.85),
    synced: rng.chance(0.93),
    lastSync: rng.chance(0.2),
    faultRate: focused ? 0.6 : writesAlone && faults.length > 0 ? writesRate : faultRate,
    faults: focused ? focusedFaults : faults,
    struck: focused ? struck : writesAlone ? [...writes] : null,
    storms: [],
  };
  const length = rng.pick([6, 12, 20, 32]);
  const steps = drawSteps(rng.fork('steps'), swarm, length);
  const again = rng.fork('second thoughts');
  const thought = edition > 2 && again.chance(0.35) ? withSecondThoughts(steps, again) : steps;
  const vanishing = rng.fork('vanishing');
  const woven = edition > 3 && vanishing.chance(0.35) ? withVanishing(thought, vanishing) : thought;
  const back = withBack ? withBringingBack(woven, ofBack.fork('steps')) : woven;
  return { ...plan, steps: withPlans ? withPlanFiles(back, ofPlans.fork('steps')) : back };
}

/** What is done in a world, by how often each kind is. */
export function drawSteps(
  draw: Seeded,
  swarm: readonly (readonly [OperationKind, number])[],
  length: number,
): readonly Step[] {
  return Array.from({ length }, (): Step => {
    const kind = draw.weighted(swarm);
    return { wait: drawWait(draw), who: draw.below(6), operation: drawOperation(kind, draw) };
  });
}
