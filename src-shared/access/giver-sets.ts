import { type AccessWorld, isPerson } from './access-world.ts';

/** A set with those that have one giver more. */
interface Node {
  readonly number: number;
  readonly more: Map<number, Node>;
}

/**
 * Whom actors have something from beside what they hold themselves: their groups, as far as those hold anything, and
 * everyone. All who have it from the same ones have the same set, so that what those give is worked out once for them.
 */
export class GiverSets {
  readonly #world: AccessWorld;
  readonly #holds: (actor: number) => boolean;
  /** For each actor its set, plus 1; 0 while nobody asked. */
  readonly #known: Int32Array;
  readonly #lists: (readonly number[])[] = [[]];
  readonly #none: Node = { number: 0, more: new Map() };

  constructor(world: AccessWorld, holds: (actor: number) => boolean) {
    this.#world = world;
    this.#holds = holds;
    this.#known = new Int32Array(world.actors.count);
  }

  /** The number of an actor's set. */
  of(actor: number): number {
    const known = this.#known[actor] ?? 0;
    return known === 0 ? this.#find(actor) : known - 1;
  }

  /** The givers of a set. */
  list(set: number): readonly number[] {
    return this.#lists[set] ?? [];
  }

  #find(actor: number): number {
    const { everyone, groupCount, groups, groupStart, users } = this.#world.actors;
    let node = this.#none;
    if (actor < users) {
      const start = groupStart[actor] ?? 0;
      const end = start + (groupCount[actor] ?? 0);
      for (let at = start; at < end; at += 1) {
        const group = groups[at] ?? -1;
        if (group >= 0 && this.#holds(group)) node = this.#also(node, group);
      }
    }
    if (everyone >= 0 && isPerson(this.#world, actor)) node = this.#also(node, everyone);
    this.#known[actor] = node.number + 1;
    return node.number;
  }

  #also({ number, more }: Node, giver: number): Node {
    const known = more.get(giver);
    if (known !== undefined) return known;
    const wider = { number: this.#lists.push([...this.list(number), giver]) - 1, more: new Map() };
    more.set(giver, wider);
    return wider;
  }
}
