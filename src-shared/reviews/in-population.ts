import type { AccessWorld, ActorKind } from '../access/access-world.ts';
import { actorKinds } from '../access/access-world.ts';
import type { Population } from '../domain/review.ts';
import type { RuleFacts } from './rule-facts.ts';

/** Which rules a population takes in: places count with all that lies in them, and an empty list leaves nothing out. */
export function inPopulation(
  world: AccessWorld,
  population: Population,
  isPrivileged: (rule: RuleFacts) => boolean,
): (rule: RuleFacts) => boolean {
  const { actors, places, roles } = world;
  const types = new Set<ActorKind>(population.subjectTypes);
  const wanted = new Set(population.roles);
  const scopes = population.scopes.map(({ type, id }) => ({ type, id, place: places.find(type, id) }));
  return (rule) => {
    const kind = actorKinds[actors.kinds[rule.actor] ?? 3] ?? 'other';
    if (types.size > 0 && !types.has(kind)) return false;
    if (wanted.size > 0 && !wanted.has(String(roles[rule.role]?.id))) return false;
    const { scope, place } = rule;
    const within = scopes.some(
      (one) => (one.type === scope.type && one.id === scope.id) || places.covers(one.place, place),
    );
    if (scopes.length > 0 && !within) return false;
    return !population.privilegedOnly || isPrivileged(rule);
  };
}
