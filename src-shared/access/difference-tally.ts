import type { ActorSet } from './actor-set.ts';
import type { Counts, DifferenceCounter } from './count-differences.ts';
import { Weighed } from './weighed.ts';

/** By whom some actors are counted. */
export interface Counters {
  /** Those whom no open change reaches, or for whom none counts. */
  readonly supposed: DifferenceCounter;
  /** Those whom open changes reach, who are there as they were; null where each is compared by itself. */
  readonly open: DifferenceCounter | null;
  readonly waiting: ActorSet | null;
  /** Those who are compared by themselves, whatever reaches them. */
  readonly aside: ActorSet;
  readonly alone: (actor: number) => Counts;
}

/** So many are counted in one go: what goes on for long is compiled sooner where it is called again and again. */
const atOnce = 256;

/** Who gains and loses how much, heaviest first, and how many do. */
export class DifferenceTally {
  unchanged = 0;
  gaining = 0;
  losing = 0;
  readonly found: Weighed;

  /** `capacity`: as many as are taken at most. */
  constructor(capacity: number) {
    this.found = new Weighed(capacity);
  }

  take(one: number, { lost, kept, gained }: Counts): void {
    if (gained === 0 && lost === 0 && kept === 0) {
      this.unchanged += 1;
      return;
    }
    if (gained > 0) this.gaining += 1;
    if (lost > 0) this.losing += 1;
    this.found.add(one, lost, gained);
  }

  /** Counts and takes some actors. */
  takeAll(actors: Int32Array, counters: Counters): void {
    for (let from = 0; from < actors.length; from += atOnce)
      this.#takeSome(actors, counters, from, Math.min(from + atOnce, actors.length));
  }

  #takeSome(
    actors: Int32Array,
    { supposed, open, waiting, aside, alone }: Counters,
    from: number,
    to: number,
  ): void {
    for (let at = from; at < to; at += 1) {
      const actor = actors[at] ?? 0;
      const waits = waiting !== null && waiting.has(actor);
      if (aside.has(actor) || (waits && open === null)) this.take(actor, alone(actor));
      else this.take(actor, waits && open !== null ? open.of(actor) : supposed.of(actor));
    }
  }
}
