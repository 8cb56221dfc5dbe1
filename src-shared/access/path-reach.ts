import { type AccessWorld, gatesOfPath } from './access-world.ts';

/** What a path does for a place: nothing, dormant there, in force in part of it, or on all of it. */
export const reaches = { none: 0, dormant: 1, part: 2, whole: 3 } as const;

/** One of {@link reaches}. */
export type Reach = (typeof reaches)[keyof typeof reaches];

/**
 * How far a path of an actor reaches for a place; `place` -1 stands for anywhere, of which the tenant is the whole. A
 * grant whose scope is gone touches no place but anywhere.
 */
export function reachOf(world: AccessWorld, actor: number, grant: number, place: number): Reach {
  const { grants, places } = world;
  const at = grants.place[grant] ?? -1;
  const asked = Math.max(place, 0);
  const whole = at >= 0 && places.covers(at, asked);
  if (!whole && place >= 0 && !places.covers(asked, at)) return reaches.none;
  if (gatesOfPath(world, actor, grant) !== 0) return reaches.dormant;
  return whole ? reaches.whole : reaches.part;
}
