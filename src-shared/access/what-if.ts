import type { AccessDifference, AccessShare, WhatIf, WhatIfQuestion } from '../ipc/access-why-contract.ts';
import {
  alsoIn,
  cellCount,
  describeShares,
  missingFrom,
  type Share,
  sharesOf,
  withExceptions,
  without,
} from './access-shares.ts';
import type { AccessWorld } from './access-world.ts';
import { ActorSet } from './actor-set.ts';
import { placeWords } from './describe-path.ts';
import { masksInto } from './cell-masks.ts';
import { changedBy, type Counts, DifferenceCounter } from './count-differences.ts';
import { DifferenceTally } from './difference-tally.ts';
import { suppose } from './hypothesis.ts';
import { openChanges } from './open-changes.ts';
import type { OpenWorlds, Pair } from './pending-differences.ts';

/** What two worlds come to for one subject. */
interface Differing {
  readonly earlier: readonly Share[];
  readonly now: readonly Share[];
  readonly gained: readonly Share[];
  readonly lost: readonly Share[];
  /** Of the ways that went: what another still gives. */
  readonly kept: readonly Share[];
}

/** Compares two worlds; the one after knows all resource types of the one before. */
function comparer(before: AccessWorld, after: AccessWorld): (pair: Pair) => Differing {
  const into = masksInto(before.cells, after.cells);
  const inCellsAfter = ({ place, mask }: Share): Share => ({ place, mask: into(mask) });
  return (pair) => differ(before, after, pair, inCellsAfter);
}

function differ(
  before: AccessWorld,
  after: AccessWorld,
  pair: Pair,
  inCellsAfter: (share: Share) => Share,
): Differing {
  const earlier = pair.before < 0 ? [] : sharesOf(before, pair.before).map(inCellsAfter);
  const now = pair.after < 0 ? [] : sharesOf(after, pair.after);
  const [came, gone] = [without(now, earlier), without(earlier, now)];
  return {
    earlier,
    now,
    gained: missingFrom(after, came, earlier),
    lost: missingFrom(after, gone, now),
    kept: alsoIn(after, gone, now),
  };
}

function counted({ gained, lost, kept }: Differing): Counts {
  return { gained: cellCount(gained), lost: cellCount(lost), kept: cellCount(kept) };
}

function refOf(world: AccessWorld, actor: number): { type: string; id: string } {
  const { type, id } = world.subject(actor);
  return { type, id };
}

const verb = { gained: '+ gains', lost: '− loses', kept: '· keeps' } as const;

type Rows = AccessShare['rows'];

/** Cells in words, "read on Jobs, Users", those with the same actions together; put together once for the same rows. */
function phrasing(): (rows: Rows) => readonly string[] {
  const known = new Map<Rows, string[]>();
  return (rows) => {
    const before = known.get(rows);
    if (before !== undefined) return before;
    const byActions = new Map<string, string[]>();
    for (const { displayName, actions } of rows) {
      const key = actions.join(', ');
      const names = byActions.get(key);
      if (names === undefined) byActions.set(key, [displayName]);
      else names.push(displayName);
    }
    const phrases = Array.from(byActions, ([actions, names]) => `${actions} on ${names.join(', ')}`);
    known.set(rows, phrases);
    return phrases;
  };
}

/** Shares as lines: a mark, a verb, the actions and the place. */
function linesOf(
  kind: keyof typeof verb,
  shares: readonly AccessShare[],
  phrasesOf: (rows: Rows) => readonly string[],
): string[] {
  const otherWay = kind === 'kept' ? ', by another way' : '';
  return shares.flatMap(({ place, except, rows }) => {
    const beside = except.length === 0 ? '' : ` but ${except.map(placeWords).join(', ')}`;
    const where = `(${placeWords(place)}${beside})${otherWay}`;
    return phrasesOf(rows).map((phrase) => `${verb[kind]} ${phrase} ${where}`);
  });
}

/**
 * What would be gained, lost and kept by another way. `tenant` and `later` differ by the open changes where those are to
 * count; else they are the same world.
 */
export function whatIf(worlds: OpenWorlds, question: WhatIfQuestion): WhatIf {
  const { tenant: before, later: base } = worlds;
  const supposed = suppose(base, question.hypotheses);
  const { world: after, reached, moved } = supposed;
  const known = base.actors.count;
  // Numbers of the base: those before it are found by name where they may differ.
  const earlierOf = (actor: number): number => {
    if (before === base) return actor < known ? actor : -1;
    const { type, id } = refOf(after, actor);
    return before.find(type, id);
  };
  const waiting = question.pending === 'count' ? worlds.reached() : null;
  const pending = new Map<number, Pair>();
  const gone: Pair[] = [];
  for (const pair of waiting?.others ?? []) {
    if (pair.after < 0) gone.push(pair);
    else pending.set(pair.after, pair);
  }
  for (const actor of pending.keys()) reached.add(actor);
  if (waiting !== null) reached.addAll(waiting.same);
  // Those that are in the world before alone have numbers below zero.
  const pairOf = (one: number): Pair =>
    (one < 0 ? gone[-1 - one] : pending.get(one)) ?? { before: earlierOf(one), after: one };
  const compare = comparer(before, after);
  const alone = (one: number): Counts => counted(compare(pairOf(one)));
  const aside = new ActorSet(after.actors.count);
  for (const actor of [...moved, ...pending.keys()]) aside.add(actor);
  for (let actor = known; actor < after.actors.count; actor += 1) aside.add(actor);
  const open = waiting === null ? null : openChanges(before, base, supposed);
  const touched = reached.numbers();
  const tally = new DifferenceTally(gone.length + touched.length);
  for (const at of gone.keys()) tally.take(-1 - at, alone(-1 - at));
  tally.takeAll(touched, {
    supposed: new DifferenceCounter(base, changedBy(base, supposed)),
    open: open === null ? null : new DifferenceCounter(before, open),
    waiting: waiting?.same ?? null,
    aside,
    alone,
  });
  const phrasesOf = phrasing();
  const subjects = tally.found.window(question.from, question.to).map((one): AccessDifference => {
    const pair = pairOf(one);
    const shares = compare(pair);
    const gained = describeShares(after, withExceptions(after, shares.gained, shares.earlier));
    const lost = describeShares(after, withExceptions(after, shares.lost, shares.now));
    const kept = describeShares(after, shares.kept);
    return {
      subject: pair.after < 0 ? before.subject(pair.before) : after.subject(pair.after),
      gained,
      lost,
      kept,
      words: [
        ...linesOf('lost', lost, phrasesOf),
        ...linesOf('gained', gained, phrasesOf),
        ...linesOf('kept', kept, phrasesOf),
      ],
    };
  });
  return {
    subjects,
    total: tally.found.count,
    gaining: tally.gaining,
    losing: tally.losing,
    unchanged: tally.unchanged,
    asOf: after.asOf,
  };
}
