import type { Seeded } from '../world/seeded.ts';
import type { Operation, OperationKind, Step } from './operation.ts';

const anything = 1 << 20;

/** Kinds that only worlds know in which plans go from computer to computer as files, with their usual weight. */
export const planWeights = { 'export-plan': 8, 'import-plan': 12 } as const satisfies Partial<
  Readonly<Record<OperationKind, number>>
>;

/** A plan that is exported, or one that is imported, and perhaps sent at once. */
export function drawPlanFile(kind: keyof typeof planWeights, rng: Seeded): Operation {
  const pick = rng.below(anything);
  return kind === 'export-plan'
    ? { kind, pick: rng.chance(0.7) ? null : pick }
    : { kind, pick, send: rng.chance(0.6) };
}

const edits: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'create-user',
  'delete-user',
  'reset-password',
  'add-rule',
  'remove-rule',
  'change-rule',
  'create-account',
  'set-enabled',
  'rotate-account',
  'delete-account',
  'create-role',
  'change-role',
  'switch-role',
  'delete-role',
  'grant-role',
]);

const waits = (operation: Operation): Operation =>
  'held' in operation ? { ...operation, held: true } : operation;

/**
 * The same steps, and after some edits, which then wait, their export: at times they are dropped or sent there next. A little
 * later somebody imports what is on the stick, there or elsewhere.
 */
export function withPlanFiles(steps: readonly Step[], rng: Seeded): readonly Step[] {
  return steps.flatMap((step): readonly Step[] => {
    const { operation, who } = step;
    if (!edits.has(operation.kind) || !rng.chance(0.4)) return [step];
    const then = (wait: number, next: Operation, by = who): Step => ({ wait, who: by, operation: next });
    const after = rng.weighted<readonly Operation[]>([
      [[], 3],
      [[{ kind: 'send', pick: null }], 3],
      [[{ kind: 'discard', pick: rng.below(anything) }], 2],
      [[{ kind: 'other-groups', pick: rng.below(anything) }], 1],
      [[{ kind: 'other-toggle-account', pick: rng.below(anything) }], 1],
      [[{ kind: 'other-delete-user', pick: rng.below(anything) }], 1],
    ]);
    const by = rng.chance(0.5) ? who : rng.below(6);
    return [
      { ...step, operation: waits(operation) },
      then(rng.between(100, 900), { kind: 'export-plan', pick: null }),
      ...after.map((next) => then(rng.between(50, 900), next)),
      ...(rng.chance(0.4) ? [then(rng.between(20, 900), { kind: 'sync', full: false }, by)] : []),
      ...(rng.chance(0.8)
        ? [
            then(
              rng.between(500, 5_000),
              { kind: 'import-plan', pick: rng.below(anything), send: rng.chance(0.7) },
              by,
            ),
          ]
        : []),
    ];
  });
}
