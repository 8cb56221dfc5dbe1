import type { ScopeRef } from '../domain/scope.ts';
import type { AccessWorld } from './access-world.ts';
import { assignmentGate } from './assigned-places.ts';
import type { GateBits } from './gates.ts';

/** A rule that is only supposed: a role of the world at a place for an actor. */
export interface Given {
  readonly actor: number;
  readonly role: number;
  readonly place: number;
  /** What gates it beside its role and place. */
  readonly gate: GateBits;
  readonly scope: ScopeRef;
}

/** An actor and its groups, whose assignments count for it. */
function namesIn(actors: AccessWorld['actors'], actor: number): number[] {
  if (actor >= actors.users) return [actor];
  const start = actors.groupStart[actor] ?? 0;
  return [actor, ...actors.groups.subarray(start, start + (actors.groupCount[actor] ?? 0))];
}

/**
 * A grant where its holder is assigned, on versions that assign beside the rules (2.13), and dormant on the rest. `actors`:
 * who is in which group by then.
 */
export function narrowed(
  { places, assigned }: AccessWorld,
  actors: AccessWorld['actors'],
  roleName: string,
  given: Given,
): Given[] {
  const rule = assignmentGate(roleName, assigned);
  const { actor, place } = given;
  if (rule === null || place < 0) return [given];
  const inside = new Set(namesIn(actors, actor).flatMap((each) => rule.places.get(each) ?? []));
  const there = [...inside].filter((each) => places.covers(place, each));
  return [{ ...given, gate: rule.gate }, ...there.map((each) => ({ ...given, place: each }))];
}

/**
 * What joining and leaving groups does to somebody's own grants where projects and departments are assigned beside the
 * role (2.13): they come into force where a group that is joined is assigned, and no longer where only one that is left is.
 * `gone`: grants that are there no more as it is.
 */
export function reassigned(
  world: AccessWorld,
  actors: AccessWorld['actors'],
  actor: number,
  gone: ReadonlySet<number>,
): { readonly went: readonly number[]; readonly came: readonly Given[] } {
  const { assigned, grants, order, places, roles, starts } = world;
  const went: number[] = [];
  const came: Given[] = [];
  for (let at = starts[actor] ?? 0; at < (starts[actor + 1] ?? 0); at += 1) {
    const grant = order[at] ?? 0;
    const role = grants.role[grant] ?? 0;
    const rule = assignmentGate(roles[role]?.name ?? '', assigned);
    if (rule === null || gone.has(grant)) continue;
    const placesOf = (all: AccessWorld['actors']): Set<number> =>
      new Set(namesIn(all, actor).flatMap((each) => rule.places.get(each) ?? []));
    const [before, after] = [placesOf(world.actors), placesOf(actors)];
    const place = grants.place[grant] ?? -1;
    const gates = grants.gates[grant] ?? 0;
    // The rest of its place carries the gate; beside it there is one for each place that is assigned.
    if ((gates & rule.gate) === 0) {
      if (!after.has(place)) went.push(grant);
      continue;
    }
    for (const one of after) {
      const node = places.nodes[one];
      if (before.has(one) || node === undefined || !places.covers(place, one)) continue;
      const scope = { type: node.type, id: node.id };
      came.push({ actor, role, place: one, gate: gates & ~rule.gate, scope });
    }
  }
  return { went, came };
}
