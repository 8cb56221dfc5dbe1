import { type AccessWorld, eachPath, gatesOfPath } from './access-world.ts';

/** One actor in a world, and the grants there that may make a difference. */
export interface Touched {
  readonly world: AccessWorld;
  readonly actor: number;
  readonly grants: Uint8Array;
}

/** Cells of what is touched on one side: those that the other side has not there, and those that it has. */
export interface Tally {
  readonly missing: number;
  readonly present: number;
}

function bitsOf(word: number): number {
  let bits = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}

/**
 * Counts what the touched grants of one side give that the other side does or does not give in the same place: the same
 * as comparing all that both hold, without putting it together. Counts a cell once for each such grant.
 */
export function countDifferences(
  side: Touched,
  other: { readonly world: AccessWorld; readonly actor: number },
): Tally {
  let [missing, present] = [0, 0];
  const { grants, places, roles } = side.world;
  eachPath(side.world, side.actor, (grant) => {
    const place = grants.place[grant] ?? -1;
    if (side.grants[grant] !== 1 || place < 0 || gatesOfPath(side.world, side.actor, grant) !== 0) return;
    const mask = roles[grants.role[grant] ?? 0]?.mask ?? new Uint32Array(0);
    for (let word = 0; word < mask.length; word += 1) {
      const own = mask[word] ?? 0;
      if (own === 0) continue;
      const there = wordAt(other, place, word, places);
      missing += bitsOf(own & ~there);
      present += bitsOf(own & there);
    }
  });
  return { missing, present };
}

/** One word of what an actor can do at a place. */
function wordAt(
  { world, actor }: { readonly world: AccessWorld; readonly actor: number },
  place: number,
  word: number,
  places: AccessWorld['places'],
): number {
  const { grants, roles } = world;
  let found = 0;
  eachPath(world, actor, (grant) => {
    const at = grants.place[grant] ?? -1;
    if (at >= 0 && places.covers(at, place) && gatesOfPath(world, actor, grant) === 0)
      found |= roles[grants.role[grant] ?? 0]?.mask[word] ?? 0;
  });
  return found;
}
