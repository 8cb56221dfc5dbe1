import type { AccessWorld } from './access-world.ts';
import { gateBit } from './gates.ts';
import { perGivers } from './givers-of.ts';
import type { Supposed } from './hypothesis.ts';
import { bitsOf, maskTable, RoleWays } from './role-ways.ts';

/** How many cells somebody gains, loses, or keeps by another way; each is counted once for each grant that is touched. */
export interface Counts {
  readonly gained: number;
  readonly lost: number;
  readonly kept: number;
}

/** Touched ways of some givers in one world, next to what the same givers have in the other. */
interface Open {
  /** How many cells the touched ways have, and how many of them are not there in the other world. */
  readonly cells: number;
  readonly missing: number;
  /** The ways with such: where, and which. */
  readonly places: number[];
  readonly masks: number[];
}

/** What givers give all who have them. */
interface Common {
  readonly earlier: RoleWays;
  readonly now: RoleWays;
  readonly gone: Open;
  readonly come: Open;
}

/**
 * Counts what touched grants alone make of somebody: the same as comparing all that it holds before and after, without
 * putting it together. What groups give is compared once for all that are in the same ones. For an actor that has the
 * same number, gates and groups in both worlds.
 */
export function differenceCounter(before: AccessWorld, supposed: Supposed): (actor: number) => Counts {
  const { world: after, went, came, edited, relisted } = supposed;
  const { words } = after.cells;
  const { ends } = after.places;
  const [masksBefore, masksAfter] = [maskTable(before.roles, words), maskTable(after.roles, words)];
  const { role: roleAt, place: placeAt, gates: gatesAt } = before.index().ordered();
  const off = gateBit('role-disabled');
  const offOf = Uint16Array.from(after.roles, ({ gates }) => gates & off);

  /** What a holder has in one world, grant by grant. */
  const takeListed = (ways: RoleWays, world: AccessWorld, holder: number, touches: Uint8Array): void => {
    const { grants, order, starts } = world;
    for (let at = starts[holder] ?? 0; at < (starts[holder + 1] ?? 0); at += 1) {
      const grant = order[at] ?? 0;
      const place = grants.place[grant] ?? -1;
      if (place >= 0 && grants.gates[grant] === 0)
        ways.push(place, grants.role[grant] ?? 0, touches[grant] === 1);
    }
  };
  const take = (earlier: RoleWays, now: RoleWays, holder: number): void => {
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

  /** What ways give at a place: gathered, weighed and emptied again. */
  const there = new Uint32Array(words);
  /** Adds what ways give there; whether they give anything. */
  const gather = (ways: RoleWays, place: number): boolean => {
    const { count, masks, places, roles } = ways;
    let any = false;
    for (let way = 0; way < count; way += 1) {
      const outer = places[way] ?? 0;
      if (place < outer || place >= (ends[outer] ?? 0)) continue;
      any = true;
      const mask = (roles[way] ?? 0) * words;
      for (let word = 0; word < words; word += 1)
        there[word] = (there[word] ?? 0) | (masks[mask + word] ?? 0);
    }
    return any;
  };
  const openOf = (side: RoleWays, other: RoleWays): Open => {
    let [cells, missing] = [0, 0];
    const open = { places: [] as number[], masks: [] as number[] };
    for (let at = 0; at < side.touched; at += 1) {
      const place = side.places[at] ?? 0;
      const first = (side.roles[at] ?? 0) * words;
      const mask = side.masks.subarray(first, first + words);
      gather(other, place);
      const left = mask.map((own, word) => own & ~(there[word] ?? 0));
      there.fill(0);
      const bits = left.reduce((sum, word) => sum + bitsOf(word), 0);
      cells += mask.reduce((sum, word) => sum + bitsOf(word), 0);
      missing += bits;
      if (bits === 0) continue;
      open.places.push(place);
      open.masks.push(...left);
    }
    return { cells, missing, ...open };
  };
  const commonOf = perGivers(
    after,
    (giver) => relisted.has(giver) || before.starts[giver] !== before.starts[giver + 1],
    (givers): Common => {
      const [earlier, now] = [new RoleWays(masksBefore), new RoleWays(masksAfter)];
      for (const giver of givers) take(earlier, now, giver);
      return { earlier, now, gone: openOf(earlier, now), come: openOf(now, earlier) };
    },
  );

  let [missing, present] = [0, 0];
  /**
   * Counts cells of what is touched on one side, its own and what givers give: those that the other side has not there,
   * and those that it has.
   */
  const weigh = (side: RoleWays, open: Open, other: RoleWays, othersGivers: RoleWays): void => {
    let cells = open.cells;
    missing = open.missing;
    if (other.count > 0)
      for (let at = 0; at < open.places.length; at += 1) {
        if (!gather(other, open.places[at] ?? 0)) continue;
        for (let word = 0; word < words; word += 1) {
          missing -= bitsOf((open.masks[at * words + word] ?? 0) & (there[word] ?? 0));
          there[word] = 0;
        }
      }
    for (let at = 0; at < side.touched; at += 1) {
      const place = side.places[at] ?? 0;
      gather(other, place);
      gather(othersGivers, place);
      const mask = (side.roles[at] ?? 0) * words;
      for (let word = 0; word < words; word += 1) {
        const own = side.masks[mask + word] ?? 0;
        cells += bitsOf(own);
        missing += bitsOf(own & ~(there[word] ?? 0));
        there[word] = 0;
      }
    }
    present = cells - missing;
  };
  const nothing = { gained: 0, lost: 0, kept: 0 };
  const [earlier, now] = [new RoleWays(masksBefore), new RoleWays(masksAfter)];
  return (actor) => {
    const { alive, gates } = after.actors;
    if (alive[actor] !== 1 || gates[actor] !== 0) return nothing;
    earlier.clear();
    now.clear();
    take(earlier, now, actor);
    const common = commonOf(actor);
    weigh(earlier, common.gone, now, common.now);
    const lost = missing;
    const kept = present;
    weigh(now, common.come, earlier, common.earlier);
    return { gained: missing, lost, kept };
  };
}
