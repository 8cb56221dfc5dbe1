import { originOf } from '../../../src-shared/changes/change-origin.ts';
import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Outbox } from '../../db/outbox.ts';
import { undoes } from '../../sync/push/squash.ts';
import { aliveOf, formersOf, isBack, madeWayOf, replacedBy, standingFor, wishOf } from './made-way.ts';
import { type Heir, nextId } from './restored.ts';
import {
  broughtBack,
  cameAgain,
  cameBack,
  madeWay,
  madeWayBeside,
  needsTakenBack,
  notTakenBack,
  unknownStep,
  wasSent,
  wishedAgain,
} from './undo-words.ts';

/** What is asked of the ledger. */
export interface BringBackLedger extends Pick<Outbox, 'get' | 'endedAt' | 'ofOrigin'> {
  /** Whether an open change asks for the same. */
  isWished(edit: Edit): boolean;
}

/** The ledger as it stands, each thing of it read once: for one act, or for one list. */
export function bringBackLedger(
  outbox: Pick<Outbox, 'get' | 'open' | 'endedAt' | 'ofOrigin'>,
): BringBackLedger {
  const changes = new Map<string, Change | null>();
  const moments = new Map<string, readonly Change[]>();
  let wished: ReadonlySet<string> | null = null;
  return {
    get(id) {
      const known = changes.get(id);
      if (known !== undefined) return known;
      const found = outbox.get(id);
      changes.set(id, found);
      return found;
    },
    endedAt(moment) {
      const known = moments.get(moment);
      if (known !== undefined) return known;
      const found = outbox.endedAt(moment);
      moments.set(moment, found);
      return found;
    },
    ofOrigin: (origin) => outbox.ofOrigin(origin),
    isWished(edit) {
      wished ??= new Set(outbox.open().map((change) => wishOf(change.edit)));
      return wished.has(wishOf(edit));
    },
  };
}

/** A switch that is put back and forth is wished more than once, and so is the content of a role. */
const isWishedOnce = ({ kind }: Edit): boolean => !kind.endsWith('.set-enabled') && kind !== 'role.update';

/** What comes back of what was taken back, and what that means for others. */
export interface BringBackPlan {
  /** In the order it was made; what they need comes along. */
  readonly coming: readonly Change[];
  /** What came back when each was undone, and goes again for it: ids, by its id. */
  readonly goes: ReadonlyMap<string, readonly string[]>;
  /** What they need and came back since as something else. */
  readonly heirs: readonly Heir[];
  /** Why the others cannot come, by id. */
  readonly refused: ReadonlyMap<string, RolebookError>;
}

/** Ids of what goes again when a change comes back, as its undoing brought it. Throws where that went on otherwise. */
export function goesAgainFor(change: Change, title: string, { get }: Pick<Outbox, 'get'>): readonly string[] {
  if (change.result?.how !== 'undone') return [];
  const formers = (madeWayOf(change)?.for ?? []).flatMap((id) => get(id) ?? []);
  const there = formers.flatMap((former) => aliveOf(former, { get }));
  const otherwise = there.find((one) => !formers.some(({ id }) => id === one.id) || one.state === 'done');
  if (otherwise !== undefined) throw madeWay(title, otherwise);
  return there.map(({ id }) => id);
}

/** As what a change came back that is there still; null where it did not, or was taken back again. */
function heirOf(change: Change, { get }: Pick<Outbox, 'get'>): Change | null {
  for (let next = get(nextId(change.id)); next !== null; next = get(nextId(next.id)))
    if (next.state !== 'cancelled') return next;
  return null;
}

/** Why a change cannot come back whatever comes with it, as an error that is thrown. */
function refuseAlone(change: Change, ledger: BringBackLedger): void {
  const title = titleOf(change.edit);
  if (change.state === 'done') throw wasSent(title);
  if (change.state !== 'cancelled') throw notTakenBack(title);
  if (isBack(change.id, ledger)) throw broughtBack(title);
  const [there] = standingFor(change, ledger);
  if (there !== undefined) throw madeWay(title, there);
  const isBeside = ledger.ofOrigin(originOf(change.id)).some((one) => aliveOf(one, ledger).length > 0);
  if (isBeside) throw cameAgain(title);
  if (isWishedOnce(change.edit) && ledger.isWished(change.edit)) throw wishedAgain(title);
}

/** What a try came to, where it may throw why not. */
function whyNot(act: () => void): RolebookError | null {
  try {
    act();
    return null;
  } catch (thrown) {
    if (thrown instanceof RolebookError) return thrown;
    throw thrown;
  }
}

/**
 * Plans that these come back, each once, as far as they can: not beside what took their place, what they had taken the place of,
 * or the same wished again; nor without what they need, which comes along where it was taken back, too. A removal of what was
 * only made here does not bring that back. Pure.
 */
export function planBringBack(ids: readonly string[], ledger: BringBackLedger): BringBackPlan {
  const coming = new Map<string, Change>();
  const goes = new Map<string, readonly string[]>();
  const heirs = new Map<string, Heir>();
  const refused = new Map<string, RolebookError>();
  const wanted = new Set(ids);
  for (const id of wanted) {
    const change = ledger.get(id);
    if (change === null) {
      refused.set(id, unknownStep());
      continue;
    }
    const why = whyNot(() => {
      refuseAlone(change, ledger);
      goes.set(id, goesAgainFor(change, titleOf(change.edit), ledger));
    });
    if (why !== null) {
      refused.set(id, why);
      continue;
    }
    coming.set(id, change);
    for (const parent of change.dependsOn.flatMap((need) => ledger.get(need) ?? [])) {
      if (parent.state !== 'cancelled') continue;
      const heir = heirOf(parent, ledger);
      if (heir !== null) heirs.set(parent.id, { of: parent, is: heir });
      else if (undoes(change.edit, [parent]) === undefined) wanted.add(parent.id);
    }
  }
  const refuse = (change: Change, why: RolebookError): void => {
    coming.delete(change.id);
    refused.set(change.id, why);
  };
  const last = new Map<string, Change>();
  for (const change of coming.values()) {
    const wish = wishOf(change.edit);
    if (change.updatedAt > (last.get(wish)?.updatedAt ?? '')) last.set(wish, change);
  }
  for (const change of coming.values()) {
    const [beside] = (replacedBy(change)?.for ?? []).flatMap((id) => coming.get(id) ?? []);
    if (beside !== undefined) refuse(change, madeWayBeside(titleOf(change.edit), beside));
    else if (isWishedOnce(change.edit) && last.get(wishOf(change.edit))?.updatedAt !== change.updatedAt)
      refuse(change, wishedAgain(titleOf(change.edit)));
  }
  const going = new Set([...goes.values()].flat());
  const formers = formersOf([...coming.values()], ledger);
  for (const former of formers.changes) {
    const places = formers.placeOf.get(former.id) ?? [];
    const there = aliveOf(former, ledger).find(({ id }) => !going.has(id));
    for (const change of places.flatMap((id) => coming.get(id) ?? []))
      if (there !== undefined) refuse(change, cameBack(titleOf(change.edit), former, there));
  }
  // What is refused takes those with it that need it, and so on.
  for (let before = -1; before !== refused.size;) {
    before = refused.size;
    for (const change of coming.values()) {
      const gone = change.dependsOn
        .flatMap((id) => ledger.get(id) ?? [])
        .find(({ id, state }) => state === 'cancelled' && !coming.has(id) && !heirs.has(id));
      if (gone !== undefined) refuse(change, needsTakenBack(titleOf(change.edit), gone));
    }
  }
  // What only came along for one that is refused stays away, too.
  const needed = new Set(ids.filter((id) => coming.has(id)));
  for (const id of needed) for (const need of coming.get(id)?.dependsOn ?? []) needed.add(need);
  return {
    coming: [...coming.values()]
      .filter(({ id }) => needed.has(id))
      .toSorted((one, other) => one.seq - other.seq),
    goes: new Map([...goes].filter(([id]) => coming.has(id) && needed.has(id))),
    heirs: [...heirs.values()],
    refused,
  };
}
