import type { Seeded } from '../world/seeded.ts';
import type { OperationKind, Step } from './operation.ts';

/** Edits of which somebody may think again. */
const edits: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'create-user',
  'reset-password',
  'add-rule',
  'create-account',
  'set-enabled',
  'rotate-account',
  'create-role',
  'change-role',
  'switch-role',
  'bulk-create',
  'send',
]);

/**
 * The same steps, and after some edits one that makes such an edit pointless, within the moment in which it is looked up
 * and sent.
 */
export function withSecondThoughts(steps: readonly Step[], rng: Seeded): readonly Step[] {
  return steps.flatMap((step): readonly Step[] => {
    if (!edits.has(step.operation.kind) || !rng.chance(0.35)) return [step];
    const wait = rng.pick([rng.between(0, 60), rng.between(20, 300), rng.between(200, 900)]);
    return [step, { wait, who: step.who, operation: { kind: 'think-again', pick: rng.below(1 << 20) } }];
  });
}
