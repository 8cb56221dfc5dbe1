import { type AccessWorld, isPerson, type WorldRole } from './access-world.ts';
import { gateBit } from './gates.ts';
import type { Supposed } from './hypothesis.ts';

/** How many cells somebody gains, loses, or keeps by another way; each is counted once for each grant that is touched. */
export interface Counts {
  readonly gained: number;
  readonly lost: number;
  readonly kept: number;
}

/** Masks of roles, one after the other, each of so many words. */
function maskTable(roles: readonly WorldRole[], words: number): Uint32Array {
  const table = new Uint32Array(roles.length * words);
  for (const [at, { mask }] of roles.entries()) table.set(mask, at * words);
  return table;
}

function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Roles at places that are in force for one actor in one world; emptied for the next one, so that nothing is made. */
class Ways {
  count = 0;
  /** How many of them are touched; those come first. */
  touched = 0;
  places = new Int32Array(64);
  roles = new Int32Array(64);
  readonly masks: Uint32Array;

  constructor(roles: readonly WorldRole[], words: number) {
    this.masks = maskTable(roles, words);
  }

  clear(): void {
    this.count = 0;
    this.touched = 0;
  }

  push(place: number, role: number, touched: boolean): void {
    if (this.count === this.places.length) this.#widen();
    let to = this.count;
    if (touched) {
      to = this.touched;
      this.places[this.count] = this.places[to] ?? 0;
      this.roles[this.count] = this.roles[to] ?? 0;
      this.touched += 1;
    }
    this.places[to] = place;
    this.roles[to] = role;
    this.count += 1;
  }

  #widen(): void {
    for (const name of ['places', 'roles'] as const) {
      const wider = new Int32Array(this.count * 2);
      wider.set(this[name]);
      this[name] = wider;
    }
  }
}

/**
 * Counts what touched grants alone make of somebody: the same as comparing all that it holds before and after, without
 * putting it together. For an actor that has the same number, gates and groups in both worlds.
 */
export function differenceCounter(before: AccessWorld, supposed: Supposed): (actor: number) => Counts {
  const { world: after, went, came, edited, relisted } = supposed;
  const { words } = after.cells;
  const { ends } = after.places;
  const [earlier, now] = [new Ways(before.roles, words), new Ways(after.roles, words)];
  const { role: roleAt, place: placeAt, gates: gatesAt } = before.index().ordered();
  const off = gateBit('role-disabled');
  const offOf = Uint16Array.from(after.roles, ({ gates }) => gates & off);

  /** What a holder has in one world, grant by grant. */
  const takeListed = (ways: Ways, world: AccessWorld, holder: number, touches: Uint8Array): void => {
    const { grants, order, starts } = world;
    for (let at = starts[holder] ?? 0; at < (starts[holder + 1] ?? 0); at += 1) {
      const grant = order[at] ?? 0;
      const place = grants.place[grant] ?? -1;
      if (place >= 0 && grants.gates[grant] === 0)
        ways.push(place, grants.role[grant] ?? 0, touches[grant] === 1);
    }
  };
  const take = (holder: number): void => {
    if (relisted.has(holder)) {
      takeListed(earlier, before, holder, went);
      takeListed(now, after, holder, came);
      return;
    }
    // The same grants in both worlds, so they are looked at once, and as they lie.
    const end = before.starts[holder + 1] ?? 0;
    for (let at = before.starts[holder] ?? 0; at < end; at += 1) {
      const place = placeAt[at] ?? -1;
      if (place < 0) continue;
      const role = roleAt[at] ?? 0;
      const gates = gatesAt[at] ?? 0;
      const touched = edited[role] === 1;
      if (gates === 0) earlier.push(place, role, touched);
      const later = touched ? (gates & ~off) | (offOf[role] ?? 0) : gates;
      if (later === 0) now.push(place, role, touched);
    }
  };
  const takeAll = (actor: number): void => {
    const { everyone, groupCount, groups, groupStart, users } = after.actors;
    earlier.clear();
    now.clear();
    take(actor);
    if (actor < users) {
      const start = groupStart[actor] ?? 0;
      const end = start + (groupCount[actor] ?? 0);
      for (let at = start; at < end; at += 1) {
        const group = groups[at] ?? -1;
        if (group >= 0) take(group);
      }
    }
    if (everyone >= 0 && isPerson(after, actor)) take(everyone);
  };

  const there = new Uint32Array(words);
  let [missing, present] = [0, 0];
  /** Counts cells of what is touched on one side: those that the other side has not there, and those that it has. */
  const weigh = (side: Ways, other: Ways): void => {
    missing = 0;
    present = 0;
    for (let at = 0; at < side.touched; at += 1) {
      const place = side.places[at] ?? 0;
      there.fill(0);
      for (let way = 0; way < other.count; way += 1) {
        const outer = other.places[way] ?? 0;
        if (place < outer || place >= (ends[outer] ?? 0)) continue;
        const mask = (other.roles[way] ?? 0) * words;
        for (let word = 0; word < words; word += 1)
          there[word] = (there[word] ?? 0) | (other.masks[mask + word] ?? 0);
      }
      const mask = (side.roles[at] ?? 0) * words;
      for (let word = 0; word < words; word += 1) {
        const own = side.masks[mask + word] ?? 0;
        const shared = bitsOf(own & (there[word] ?? 0));
        present += shared;
        missing += bitsOf(own) - shared;
      }
    }
  };
  const nothing = { gained: 0, lost: 0, kept: 0 };
  return (actor) => {
    const { alive, gates } = after.actors;
    if (alive[actor] !== 1 || gates[actor] !== 0) return nothing;
    takeAll(actor);
    if (earlier.touched + now.touched === 0) return nothing;
    weigh(earlier, now);
    const lost = missing;
    const kept = present;
    weigh(now, earlier);
    return { gained: missing, lost, kept };
  };
}
