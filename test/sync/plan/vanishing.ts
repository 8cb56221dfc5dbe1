import type { Seeded } from '../world/seeded.ts';
import type { Operation, Step, VanishingPart } from './operation.ts';

const anything = 1 << 20;

/** A rule that waits and names what vanishes next: a role of the tenant's own, or a project. */
function give(part: VanishingPart, rng: Seeded): Operation {
  const pick = rng.below(anything);
  const role = rng.below(anything);
  return part === 'scope'
    ? { kind: 'add-rule', pick, role, scope: 1 + rng.below(4), held: true }
    : { kind: 'grant-role', pick, role, scope: rng.below(anything), held: true };
}

const choose = (rng: Seeded): Operation => ({
  kind: 'choose-another',
  pick: rng.below(anything),
  choice: rng.below(anything),
});
const undo = (rng: Seeded): Operation => ({ kind: 'undo-another', pick: rng.below(anything) });

/**
 * Somebody gives what another administrator takes away before it is sent, and chooses another role or place; at times only
 * plans that, takes it back, and thinks again.
 */
export function vanishingStory(part: VanishingPart, rng: Seeded, room: number): readonly Step[] {
  const who = rng.below(6);
  const step = (wait: number, operation: Operation): Step => ({ wait, who, operation });
  const gives = Array.from({ length: room > 6 && rng.chance(0.4) ? 2 : 1 }, () =>
    // Long enough for an app that has just started to know what its user may do.
    step(rng.between(500, 1_500), give(part, rng)),
  );
  const meets = [
    step(rng.between(200, 900), { kind: 'vanish', what: part, pick: rng.below(anything) }),
    step(rng.between(1, 400), { kind: 'send-rules' }),
  ];
  const wait = rng.between(2_000, 9_000);
  const plain = [...gives, ...meets, step(wait, choose(rng))];
  if (room < 11 || rng.chance(0.5)) return plain;
  return [
    ...gives,
    ...meets,
    step(wait, { kind: 'offline', on: true }),
    step(rng.between(100, 900), choose(rng)),
    step(rng.between(10, 900), undo(rng)),
    step(rng.between(10, 900), rng.chance(0.5) ? undo(rng) : choose(rng)),
    step(rng.between(10, 900), rng.chance(0.3) ? undo(rng) : { kind: 'offline', on: false }),
    step(rng.between(10, 900), { kind: 'offline', on: false }),
  ];
}

/** One of the parts of a rule that can vanish. */
export const drawPart = (rng: Seeded): VanishingPart =>
  rng.weighted<VanishingPart>([
    ['role', 2],
    ['role-off', 1],
    ['scope', 3],
  ]);

/** As many steps, and such a story in the place of some of them; two in a long life. */
export function withVanishing(steps: readonly Step[], rng: Seeded): readonly Step[] {
  const woven = [...steps];
  const half = steps.length >= 20 ? Math.floor(steps.length / 2) : steps.length;
  for (let from = 0; from + half <= steps.length; from += half) {
    const story = vanishingStory(drawPart(rng), rng, half);
    if (story.length > half) continue;
    woven.splice(from + rng.below(half - story.length + 1), story.length, ...story);
  }
  return woven;
}
