import type { AccessWorld } from '../access/access-world.ts';
import type { Tier } from '../access/role-tier.ts';
import { roleTiers } from '../access/role-tier.ts';
import { chancesOfControl } from './freeze-question.ts';
import type { RuleFacts } from './rule-facts.ts';

const from = <T>(list: readonly T[], chance: number | undefined): T | undefined =>
  list.length === 0 ? undefined : list[(chance ?? 0) % list.length];

/** A number that no rule has, among those that rules have: neither the first nor the last one gives a control away. */
function freeId(taken: ReadonlySet<number>, chance: number): number {
  const ids = [...taken];
  const [low, high] = [Math.min(...ids.slice(0, 10_000)), Math.max(...ids.slice(0, 10_000))];
  let id = low + (chance % Math.max(1, high - low + 1));
  while (taken.has(id)) id += 1;
  return id;
}

/**
 * Made-up rows that should be revoked (ux.md, idea 5): somebody who is in the population, with a strong role that they do not
 * hold, given by whoever and whenever gave another row. Fewer than asked for where the tenant has too little to make them of.
 * `chances` decide everything, so that the same ones make the same controls.
 */
export function makeControls(
  world: AccessWorld,
  given: {
    readonly rules: readonly RuleFacts[];
    /** Those of the population. */
    readonly chosen: readonly RuleFacts[];
    readonly tiers: readonly Tier[];
    readonly chances: readonly (readonly number[])[];
    /** Ids of people who must not get one: their own would be no test. */
    readonly spared: ReadonlySet<string>;
  },
): RuleFacts[] {
  const { actors } = world;
  const { rules, chosen, tiers, chances } = given;
  const held = new Map<number, Set<number>>();
  for (const { actor, role } of rules) held.set(actor, (held.get(actor) ?? new Set()).add(role));
  const people = [...new Set(chosen.map(({ actor }) => actor))].filter(
    (actor) =>
      actor < actors.users &&
      actors.gates[actor] === 0 &&
      !given.spared.has(world.label(actor).toLowerCase()),
  );
  const strength = (role: number): number => roleTiers.indexOf(tiers[role] ?? 'viewer');
  /** Places at which a role is given, so that a control stands where such a role stands. */
  const usual = new Map<number, RuleFacts[]>();
  for (const rule of rules)
    if (rule.place >= 0 && rule.gates === 0)
      usual.set(rule.role, [...(usual.get(rule.role) ?? []).slice(0, 50), rule]);
  const strong = [...usual.keys()].filter((role) => strength(role) <= 1);
  const byStrength =
    strong.length > 0
      ? strong
      : [...usual.keys()].sort((one, other) => strength(one) - strength(other)).slice(0, 2);
  const taken = new Set(rules.map(({ id }) => id));
  const made: RuleFacts[] = [];
  for (const chance of chances) {
    if (chance.length < chancesOfControl) continue;
    const open = people.filter((actor) => byStrength.some((role) => held.get(actor)?.has(role) !== true));
    const actor = from(open, chance[0]);
    if (actor === undefined) break;
    const role = from(
      byStrength.filter((one) => held.get(actor)?.has(one) !== true),
      chance[1],
    );
    const where = role === undefined ? undefined : from(usual.get(role) ?? [], chance[2]);
    const like = from(chosen, chance[3]);
    if (role === undefined || where === undefined || like === undefined) break;
    const id = freeId(taken, chance[4] ?? 0);
    taken.add(id);
    held.set(actor, (held.get(actor) ?? new Set()).add(role));
    const { place, scope } = where;
    made.push({
      id,
      actor,
      role,
      place,
      scope,
      grants: [],
      grantedBy: like.grantedBy,
      since: like.since,
      gates: 0,
    });
  }
  return made;
}
