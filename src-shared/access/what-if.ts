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
import { placeWords } from './describe-path.ts';
import { countDifferences } from './count-differences.ts';
import { suppose, type Supposed, withMembers } from './hypothesis.ts';

/** One subject in two worlds; -1 where it is in one alone. */
interface Pair {
  readonly before: number;
  readonly after: number;
}

/** What two worlds come to for one subject. */
interface Differing {
  readonly earlier: readonly Share[];
  readonly now: readonly Share[];
  readonly gained: readonly Share[];
  readonly lost: readonly Share[];
  /** Of the ways that went: what another still gives. */
  readonly kept: readonly Share[];
}

function differ(before: AccessWorld, after: AccessWorld, pair: Pair): Differing {
  const earlier = pair.before < 0 ? [] : widened(sharesOf(before, pair.before), after.cells.words);
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

interface Counts {
  readonly gained: number;
  readonly lost: number;
  readonly kept: number;
}

function counted(before: AccessWorld, after: AccessWorld, pair: Pair): Counts {
  const { gained, lost, kept } = differ(before, after, pair);
  return { gained: cellCount(gained), lost: cellCount(lost), kept: cellCount(kept) };
}

/** The same where only some grants came and went: thousands may be reached, and few of their ways. */
function countTouched(before: AccessWorld, { world, went, came }: Supposed, pair: Pair): Counts {
  const [earlier, now] = [
    { world: before, actor: pair.before },
    { world, actor: pair.after },
  ];
  const lost = countDifferences({ ...earlier, grants: went }, now);
  const gained = countDifferences({ ...now, grants: came }, earlier);
  return { gained: gained.missing, lost: lost.missing, kept: lost.present };
}

function refOf(world: AccessWorld, actor: number): { type: string; id: string } {
  const { type, id } = world.subject(actor);
  return { type, id };
}

/** Everyone whom open changes may reach: holders of what comes and goes, and service accounts. */
function reachedByPending(tenant: AccessWorld, later: AccessWorld): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const world of [tenant, later]) {
    const holders = new Set(world.pending.map((grant) => world.grants.actor[grant] ?? 0));
    for (let actor = world.actors.users; actor < world.actors.count; actor += 1)
      if (world.kind(actor) === 'service-account') holders.add(actor);
    for (const actor of withMembers([world], holders)) {
      const ref = refOf(world, actor);
      const key = `${ref.type}\n${ref.id}`;
      if (!pairs.has(key))
        pairs.set(key, { before: tenant.find(ref.type, ref.id), after: later.find(ref.type, ref.id) });
    }
  }
  return [...pairs.values()];
}

const verb = { gained: '+ gains', lost: '− loses', kept: '· keeps' } as const;

/** Shares as lines: a mark, a verb, the actions and the place. */
function linesOf(kind: keyof typeof verb, shares: readonly AccessShare[]): string[] {
  const otherWay = kind === 'kept' ? ', by another way' : '';
  return shares.flatMap(({ place, except, rows }) => {
    const beside = except.length === 0 ? '' : ` but ${except.map(placeWords).join(', ')}`;
    const byActions = new Map<string, string[]>();
    for (const { displayName, actions } of rows) {
      const key = actions.join(', ');
      byActions.set(key, [...(byActions.get(key) ?? []), displayName]);
    }
    return [...byActions].map(
      ([actions, names]) =>
        `${verb[kind]} ${actions} on ${names.join(', ')} (${placeWords(place)}${beside})${otherWay}`,
    );
  });
}

/**
 * What would be gained, lost and kept by another way. `tenant` and `later` differ by the open changes where those are to
 * count; else they are the same world.
 */
export function whatIf(
  worlds: { readonly tenant: AccessWorld; readonly later: AccessWorld },
  question: WhatIfQuestion,
): WhatIf {
  const { tenant: before, later: base } = worlds;
  const supposed = suppose(base, question.hypotheses);
  const { world: after, reached } = supposed;
  const pairs = new Map<number, Pair>();
  // Numbers of the base: those before it are found by name where they may differ.
  for (const actor of reached) {
    const ref = before === base ? null : refOf(after, actor);
    const earlier = ref === null ? (actor < base.actors.count ? actor : -1) : before.find(ref.type, ref.id);
    pairs.set(actor, { before: earlier, after: actor });
  }
  const only: Pair[] = [];
  if (question.pending === 'count')
    for (const pair of reachedByPending(worlds.tenant, worlds.later)) {
      if (pair.after < 0) only.push(pair);
      else if (!pairs.has(pair.after)) pairs.set(pair.after, pair);
    }
  const found: (Pair & { readonly weight: number })[] = [];
  let [unchanged, gaining, losing] = [0, 0, 0];
  for (const pair of [...pairs.values(), ...only]) {
    const quick = before === base && pair.before >= 0 && !supposed.moved.has(pair.after);
    const { gained, lost, kept } = quick
      ? countTouched(before, supposed, pair)
      : counted(before, after, pair);
    if (gained === 0 && lost === 0 && kept === 0) unchanged += 1;
    else {
      gaining += Number(gained > 0);
      losing += Number(lost > 0);
      found.push({ ...pair, weight: lost * 1000 + gained });
    }
  }
  found.sort((left, right) => right.weight - left.weight || left.after - right.after);
  const subjects = found.slice(question.from, question.to).map((pair): AccessDifference => {
    const shares = differ(before, after, pair);
    const gained = describeShares(after, withExceptions(after, shares.gained, shares.earlier));
    const lost = describeShares(after, withExceptions(after, shares.lost, shares.now));
    const kept = describeShares(after, shares.kept);
    return {
      subject: pair.after < 0 ? before.subject(pair.before) : after.subject(pair.after),
      gained,
      lost,
      kept,
      words: [...linesOf('lost', lost), ...linesOf('gained', gained), ...linesOf('kept', kept)],
    };
  });
  return {
    subjects,
    total: found.length,
    gaining,
    losing,
    unchanged,
    asOf: after.asOf,
  };
}

/** Masks of a world that knew fewer resource types, as long as those of one that knows more. */
function widened(shares: readonly Share[], words: number): Share[] {
  return shares.map((share) => {
    if (share.mask.length === words) return share;
    const mask = new Uint32Array(words);
    mask.set(share.mask);
    return { place: share.place, mask };
  });
}
