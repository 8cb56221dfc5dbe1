import type { AccessWorld } from './access-world.ts';
import type { ActorSet } from './actor-set.ts';
import { type Cells, CellTable } from './cell-table.ts';
import {
  type Changed,
  GiverDifferences,
  type Listed,
  newSide,
  type Side,
  takeListed,
} from './giver-differences.ts';
import type { Supposed } from './hypothesis.ts';
import { RoleCounts } from './role-counts.ts';
import type { RoleCoverage } from './role-coverage.ts';
import type { RoleSets } from './role-sets.ts';
import type { RoleWays } from './role-ways.ts';
import type { TouchedWays } from './touched-ways.ts';

/** A supposition leaves roles the numbers that they have. */
export function changedBy(before: AccessWorld, supposed: Supposed): Changed {
  return { ...supposed, roles: { before: before.roles, after: supposed.world.roles, numbers: null } };
}

/** How many cells somebody gains, loses, or keeps by another way; each is counted once for each grant that is touched. */
export type Counts = Readonly<Cells>;

/**
 * Counts what touched grants alone make of somebody: the same as comparing all that it holds before and after, without
 * putting it together. What a role comes to depends on the roles that count at its place beside it, and nothing else; what
 * groups give is compared once for all that are in the same ones.
 *
 * A class, so that each question runs the same functions: closures made anew for each would be compiled for one and
 * thrown out by the next.
 */
export class DifferenceCounter {
  readonly #before: Listed;
  readonly #after: Listed;
  readonly #edited: Uint8Array;
  readonly #relisted: ActorSet;
  readonly #givers: GiverDifferences;
  readonly #coverage: RoleCoverage;
  readonly #sets: RoleSets;
  readonly #counts: RoleCounts;
  readonly #starts: Int32Array;
  readonly #role: Int32Array;
  readonly #live: Int32Array;
  readonly #ends: Int32Array;
  readonly #alive: Uint8Array;
  readonly #gates: Uint16Array;
  readonly #found: Cells = { lost: 0, kept: 0, gained: 0 };
  readonly #earlier: Side = newSide();
  readonly #now: Side = newSide();

  constructor(before: AccessWorld, changed: Changed) {
    const { world: after, went, came, edited, relisted, roles } = changed;
    const { role, live } = before.index().ordered();
    this.#before = { world: before, numbers: null, touches: went };
    this.#after = { world: after, numbers: roles.numbers, touches: came };
    this.#edited = edited;
    this.#relisted = relisted;
    this.#coverage = before.index().coverage();
    this.#sets = this.#coverage.sets;
    this.#counts = new RoleCounts(this.#sets, roles, after.cells.words);
    const weighed = new CellTable(4096);
    const scales = { sets: this.#sets, counts: this.#counts, places: after.places, weighed };
    this.#givers = new GiverDifferences(this.#before, this.#after, changed, scales);
    this.#starts = before.starts;
    this.#role = role;
    this.#live = live;
    this.#ends = after.places.ends;
    this.#alive = after.actors.alive;
    this.#gates = after.actors.gates;
  }

  /** Of an actor that has the same number, gates and groups in both worlds. The same object each time. */
  of(actor: number): Counts {
    const found = this.#found;
    found.lost = 0;
    found.kept = 0;
    found.gained = 0;
    if (this.#alive[actor] !== 1 || this.#gates[actor] !== 0) return found;
    const givers = this.#givers.of(actor);
    found.lost = givers.alone.lost;
    found.kept = givers.alone.kept;
    found.gained = givers.alone.gained;
    if (this.#relisted.has(actor) || givers.earlier !== givers.now) this.#countListed(actor, givers);
    else this.#countSame(actor, givers);
    return found;
  }

  /** Adds what one holds that holds the same on both sides, whose givers do too. */
  #countSame(actor: number, { gone, come, within }: ReturnType<GiverDifferences['of']>): void {
    const coverage = this.#coverage;
    const end = this.#starts[actor + 1] ?? 0;
    for (let at = this.#starts[actor] ?? 0; at < end; at += 1) {
      const place = this.#live[at] ?? -1;
      if (place < 0) continue;
      const role = this.#role[at] ?? 0;
      const isEdited = this.#edited[role] === 1;
      const reaches = within[place] === 1;
      if (!isEdited && !reaches) continue;
      const beside = coverage.ofGrant(at, actor);
      if (isEdited) this.#counts.addBoth(role, beside, this.#found);
      if (!reaches) continue;
      // Of what lies in several places of its own each counts for what it adds to the wider ones.
      const [own, wider] = [coverage.own(at), coverage.beyond(at)];
      gone.correct(place, own, wider, this.#found);
      come.correct(place, own, wider, this.#found);
    }
  }

  /** Adds what somebody holds, one side beside the other. */
  #countListed(actor: number, givers: ReturnType<GiverDifferences['of']>): void {
    const [earlier, now] = [this.#earlier, this.#now];
    for (const { ways, touched } of [earlier, now]) {
      ways.clear();
      touched.clear();
    }
    takeListed(earlier, this.#before, actor);
    takeListed(now, this.#after, actor);
    const sides = [
      ['before', earlier.touched, now.ways, givers.now],
      ['after', now.touched, earlier.ways, givers.earlier],
    ] as const;
    for (const [side, { count, places, roles }, others, cover] of sides)
      for (let way = 0; way < count; way += 1) {
        const place = places[way] ?? 0;
        const set = others.coverOf(this.#sets, cover.at(place), place, this.#ends);
        this.#counts.add(side, roles[way] ?? 0, set, this.#found);
      }
    this.#correct(givers.gone, now.ways, givers.within);
    this.#correct(givers.come, earlier.ways, givers.within);
  }

  /** Corrects what givers' touched ways come to where own ones on the other side reach them. */
  #correct(touched: TouchedWays, own: RoleWays, within: Uint8Array): void {
    for (let way = 0; way < own.count; way += 1) {
      const place = own.places[way] ?? 0;
      if (within[place] !== 1 || own.places.indexOf(place) !== way) continue;
      const all = own.coverOf(this.#sets, 0, place, this.#ends);
      touched.correct(place, all, own.coverBeyond(this.#sets, place, this.#ends), this.#found);
    }
  }
}
