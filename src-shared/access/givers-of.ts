import { type AccessWorld, isPerson } from './access-world.ts';

/** Actors that somebody has something from beside what it holds itself, and what is worked out of them. */
interface Givers<Made> {
  readonly all: readonly number[];
  readonly more: Map<number, Givers<Made>>;
  made: Made | null;
}

/** So many sets are kept at once. More are in use only where hardly any two people have the same groups. */
const mostKept = 4096;

/**
 * Works something out once for all who have it from the same actors: their groups, as far as those hold anything
 * (`holds`), and everyone. What is asked for is an actor's.
 */
export function perGivers<Made>(
  world: AccessWorld,
  holds: (actor: number) => boolean,
  make: (givers: readonly number[]) => Made,
): (actor: number) => Made {
  const { everyone, groupCount, groups, groupStart, users } = world.actors;
  const noGivers = (): Givers<Made> => ({ all: [], more: new Map(), made: null });
  let none = noGivers();
  let kept = 0;
  const also = (givers: Givers<Made>, giver: number): Givers<Made> => {
    const known = givers.more.get(giver);
    if (known !== undefined) return known;
    const wider = { all: [...givers.all, giver], more: new Map(), made: null };
    givers.more.set(giver, wider);
    kept += 1;
    return wider;
  };
  return (actor) => {
    if (kept > mostKept) {
      none = noGivers();
      kept = 0;
    }
    let givers = none;
    if (actor < users) {
      const start = groupStart[actor] ?? 0;
      const end = start + (groupCount[actor] ?? 0);
      for (let at = start; at < end; at += 1) {
        const group = groups[at] ?? -1;
        if (group >= 0 && holds(group)) givers = also(givers, group);
      }
    }
    if (everyone >= 0 && isPerson(world, actor)) givers = also(givers, everyone);
    givers.made ??= make(givers.all);
    return givers.made;
  };
}
