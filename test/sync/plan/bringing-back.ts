import type { Seeded } from '../world/seeded.ts';
import type { Operation, OperationKind, Step } from './operation.ts';

const anything = 1 << 20;

/** The kind that only worlds know in which what was taken back is brought back, with its usual weight. */
export const backWeights = { 'bring-back': 8, discard: 4, undo: 4 } as const satisfies Partial<
  Readonly<Record<OperationKind, number>>
>;

/** Some of what was taken back, which is brought back. */
export function drawBack(rng: Seeded): Operation {
  return { kind: 'bring-back', pick: rng.below(anything), count: rng.pick([1, 1, 1, 2, 4]) };
}

/** What may take something back. */
const takes: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'discard',
  'undo',
  'undo-another',
  'resolve',
  'think-again',
  'delete-user',
  'delete-account',
  'delete-role',
]);

/** The same steps, and after some that take something back the second thought: a moment later, or once more was sent. */
export function withBringingBack(steps: readonly Step[], rng: Seeded): readonly Step[] {
  return steps.flatMap((step): readonly Step[] => {
    if (!takes.has(step.operation.kind) || !rng.chance(0.45)) return [step];
    const back = (wait: number): Step => ({ wait, who: step.who, operation: drawBack(rng) });
    const wait = rng.pick([rng.between(0, 60), rng.between(100, 900), rng.between(2_000, 9_000)]);
    return [step, back(wait), ...(rng.chance(0.2) ? [back(rng.between(10, 900))] : [])];
  });
}
